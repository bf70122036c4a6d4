### Data that were damaged.

title = Damaged data
explained = The data on this device were damaged. What the school has comes back from the server; what had not been sent yet may be missing. What could be kept is still on this device.
understood = I understand
