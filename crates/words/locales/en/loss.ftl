### Data that were damaged.

title = Damaged data
explained = The data on this device were damaged. What the school has comes back from the server; what had not been sent yet may be missing. What could be kept is still on this device.

# The same, where what could be kept goes when the person confirms.
explained-goes = The data on this device were damaged. What the school has comes back from the server; what had not been sent yet may be missing. What could be kept is erased from this device when you confirm, because access to a part of it has ended.
understood = I understand
