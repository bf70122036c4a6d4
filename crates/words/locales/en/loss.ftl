### Data that were damaged.

title = Damaged data
explained = The data on this device were damaged. What the school has comes back from the server; what had not been sent yet may be missing. A copy of the damaged data was kept on this device.
understood = I understand
