rule "aws-iam/not-base64" {
  severity = "warning"
  summary  = "A value of BinaryEquals is not encoded in base64"
  why      = "It never compares with the bytes of a request."
  fix      = "Encode the bytes in base64."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-type-mismatch-string"
  aliases  = ["TYPE_MISMATCH_STRING"]

  each "condition" {
    where   = self.family == "binary"
    finding = [for v in self.unreadable : v if !strcontains(v, "$${")]
    message = "\"${it}\" is not encoded in base64: ${self.operator} never compares with it"
  }

  example "plain text" {
    expect = "finding"
    place  = "7:65"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "kms:Decrypt",
          "Resource": "*",
          "Condition": {"BinaryEquals": {"kms:EncryptionContext:key": "not base64!"}}
        }
      }
    JSON
  }

  example "encoded" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "kms:Decrypt",
          "Resource": "*",
          "Condition": {"BinaryEquals": {"kms:EncryptionContext:key": "QmluYXJ5VmFsdWVJbkJhc2U2NA=="}}
        }
      }
    JSON
  }
}
