reserved_cidr = "10.4.0.0/16"
