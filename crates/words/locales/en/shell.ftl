### What the app says where there is no page yet.

# A dialog before there is a window: the app cannot open its own data.
data-unavailable = The data of Conversas could not be opened. Check that the disk has free space and can be written to.
