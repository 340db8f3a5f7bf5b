rule "zilliz-aws/foreign-bucket" {
  severity = "error"
  summary  = "Buckets that are not of Zilliz can be read or changed"
  why      = "Zilliz needs the one bucket that holds the data of its clusters. A statement about more buckets gives it, and whoever gets into a pod of it, all that is in them."
  fix      = "Name the bucket. Where buckets of yours are meant by their prefix, say so: --param own_bucket=GLOB."
  source   = "https://docs.zilliz.com/docs/byoc/byoc-prerequisites"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "own_bucket" {
    default = "zilliz-byoc*"
    summary = "glob of the names of the buckets of Zilliz"
  }

  param "partition" {
    default = "aws"
    summary = "partition of the account"
  }

  never {
    actions     = ["s3:*"]
    not_actions = ["s3:ListAllMyBuckets"]
    levels      = ["Write", "Tagging", "Permissions management", "Read"]
    resources = [
      "arn:${param.partition}:s3:::data-of-somebody-else",
      "arn:${param.partition}:s3:::data-of-somebody-else/*",
      "arn:${param.partition}:s3:::milvus-of-somebody-else",
      "arn:${param.partition}:s3:::milvus-of-somebody-else/*",
      "arn:${param.partition}:s3:::zilliz-of-somebody-else",
      "arn:${param.partition}:s3:::zilliz-of-somebody-else/*",
    ]
    not_resources = ["arn:${param.partition}:s3:::${param.own_bucket}"]
  }

  example "every bucket" {
    expect  = "finding"
    place   = "4:52"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::*/*"}
        ]
      }
    JSON
  }

  example "a prefix of others" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::zilliz*"}
        ]
      }
    JSON
  }

  example "the prefix of 2024" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::zilliz-byoc*"}
        ]
      }
    JSON
  }

  example "one bucket" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::my-milvus-data/*"}
        ]
      }
    JSON
  }
}
