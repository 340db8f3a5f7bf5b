rule "aws-iam/arn-prefix" {
  severity = "error"
  summary  = "A resource is neither \"*\" nor an ARN"
  why      = "IAM refuses the policy: a resource is \"*\" or begins with arn:."
  fix      = "Write the ARN of the resource."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-arn-prefix"
  aliases  = ["INVALID_ARN_PREFIX"]

  each "statement" {
    finding = [
      for r in self.resources : r
      if !startswith(r, "arn:") && (r == "" || trim(r, "*") != "") && !startswith(r, "$${") && !startswith(r, "execute-api:/")
    ]
    message = "\"${it}\" is neither \"*\" nor an ARN"
  }

  example "a name" {
    expect = "finding"
    place  = "6:40"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:*",
          "Resource": ["arn:aws:s3:::cce-a", "cce-b/*"]
        }
      }
    JSON
  }

  example "in upper case" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:*",
          "Resource": "ARN:aws:s3:::cce-a"
        }
      }
    JSON
  }

  example "ARNs, and one that a template fills in" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:*",
          "Resource": ["arn:aws:s3:::cce-a", "$${bucket_arn}/*", "*"]
        }
      }
    JSON
  }

  example "the short form of API Gateway" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": "*",
          "Action": "execute-api:Invoke",
          "Resource": "execute-api:/prod/GET/*"
        }
      }
    JSON
  }

  example "a template that filled in nothing" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": ""
        }
      }
    JSON
  }
}
