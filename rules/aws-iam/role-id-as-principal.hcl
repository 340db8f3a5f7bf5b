rule "aws-iam/role-id-as-principal" {
  severity = "warning"
  summary  = "A principal is the id of a role or user, not its ARN"
  why      = "A role or user that is deleted and made anew has another id, and the statement is about nobody then. IAM itself shows an id in place of the ARN once the role or user is gone."
  fix      = "Write the ARN of the role or user that is meant, or remove the principal."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-invalid-role-reference"
  aliases  = ["INVALID_ROLE_REFERENCE", "INVALID_USER_REFERENCE"]

  each "statement" {
    finding = [
      for p in self.principals : p
      if p.type == "AWS" && (startswith(p.id, "AROA") || startswith(p.id, "AIDA")) && length(p.id) > 15
    ]
    message = "${it.id} is the id of a ${startswith(it.id, "AROA") ? "role" : "user"}, not an ARN"
  }

  example "a role that was deleted" {
    expect = "finding"
    place  = "5:26"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": "AROAEXAMPLEID1234567"},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "its ARN" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::111122223333:role/AROA"},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }
}
