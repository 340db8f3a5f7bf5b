rule "aws-iam/redundant-resource" {
  severity = "info"
  summary  = "A resource stands in a list that comprises it already"
  why      = "A wildcard of the same list matches the resource too. Taking the entry out changes nothing; who reads the list may think that only the resources named are meant."
  fix      = "Take the entry out, or the wildcard if only some resources are meant."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-resource"
  aliases  = ["REDUNDANT_RESOURCE"]
  check    = "covered-entry"

  param "element" {
    default = "Resource"
    summary = "element whose lists are looked at"
  }

  example "roles of one name" {
    expect = "finding"
    place  = "6:18"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:GetRole",
          "Resource": ["arn:aws:iam::111122223333:role/jane-admin", "arn:aws:iam::111122223333:role/jane*"]
        }
      }
    JSON
  }

  example "everything" {
    expect = "finding"
    place  = "6:23"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": ["*", "arn:aws:s3:::logs/*"]
        }
      }
    JSON
  }

  example "the same one twice" {
    expect = "finding"
    place  = "6:57"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": ["arn:aws:s3:::logs/$${aws:username}/*", "arn:aws:s3:::logs/$${aws:username}/*"]
        }
      }
    JSON
  }

  example "a bucket and its objects" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:*",
          "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]
        }
      }
    JSON
  }

  example "a variable may be anything" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": ["arn:aws:s3:::logs/$${aws:username}/*", "arn:aws:s3:::logs/a*"]
        }
      }
    JSON
  }
}
