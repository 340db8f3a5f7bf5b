name = "x"
policy = <<-EOT
  {
    "Version": "2012-10-17",
    "Statement": [
      { "Effect": "Alow", "Action": "s3:GetObject", "Resource": "*" }
    ]
  }
EOT
