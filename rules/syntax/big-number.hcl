rule "syntax/big-number" {
  severity = "warning"
  summary  = "A number is too large to survive most JSON readers"
  why      = "Beyond 2^53 most readers round to a neighbour and say nothing: an account id or a serial number becomes another one."
  fix      = "Write it as a string."
  source   = "https://www.rfc-editor.org/rfc/rfc8259#section-6"
  check    = "reader"

  param "codes" {
    default = ["json-big-number"]
    summary = "codes of the reader's messages"
  }

  example "one beyond 2^53" {
    expect = "finding"
    place  = "2:52"
    policy = <<-JSON
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*",
        "Condition": {"NumericLessThan": {"s3:max-keys": 9007199254740993}}}}
    JSON
  }

  example "2^53 itself" {
    expect = "none"
    policy = <<-JSON
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*",
        "Condition": {"NumericLessThan": {"s3:max-keys": 9007199254740992}}}}
    JSON
  }

  example "Terraform itself reads numbers of any size" {
    expect         = "none"
    variables_json = <<-JSON
      {"limit": 9007199254740993}
    JSON
  }
}
