# terraform.tfvars.example of Zilliz' configuration package, filled in as the activation guide says.
aws_region     = "eu-west-1"
aws_access_key = "AKIAIOSFODNN7EXAMPLE"
aws_secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
external_id    = "cid-0a1b2c3d4e5f"
