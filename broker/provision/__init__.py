"""Makes a hall that strangers can't enter: certificates, an account for each device, folders to copy to the boxes."""
