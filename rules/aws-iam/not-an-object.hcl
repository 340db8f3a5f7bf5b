rule "aws-iam/not-an-object" {
  severity = "error"
  summary  = "A statement is not an object"
  why      = "A statement is a JSON object with Effect, Action and Resource; IAM refuses anything else."
  fix      = "Put the statement into braces."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html"

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "NOT_AN_OBJECT"]
  }

  example "a list inside the list" {
    expect = "finding"
    place  = "5:5"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*"},
          [{"Effect": "Allow", "Action": "ec2:DeleteVpc", "Resource": "*"}]
        ]
      }
    JSON
  }

  example "one object without a list" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }
}
