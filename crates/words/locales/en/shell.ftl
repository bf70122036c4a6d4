### What the app says where there is no page yet: in a dialog, because it cannot open its own data.

data-unavailable = The data of Conversas could not be opened. Check that the disk has free space and that the profile's folder can be written to.
data-too-new = These data are of a newer version of Conversas. Update the app to open them; nothing was changed.
data-foreign = In the place of Conversas' data there is a file of another program, conversas.sqlite. Take it out of the profile's folder and open the app again; nothing was changed.
data-in-use = Another program is using the data of Conversas. Close it and open the app again.
data-fault = The data of Conversas could not be opened because of an error in the app. Open it again; if the error comes back, talk to the school.
