rule "zilliz-aws/cannot-deploy-bucket" {
  severity = "error"
  summary  = "The policies keep Terraform from making the bucket of BYOC-I"
  why      = "Terraform makes the network, roles and buckets of BYOC-I with the policies that Zilliz publishes, four or five of them for one user or role. It makes the bucket that holds the data of the clusters, and reads all of its settings on every run."
  fix      = "Compare with byoc-i-s3.json, as published. Where your bucket has another name, say so: --param bucket=GLOB."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/examples/aws-project-byoc-I/terraform-permissions"
  applies  = { kind = ["identity"], role = "deployer" }

  param "bucket" {
    default = "zilliz-byoc*"
    summary = "glob of the names of the bucket"
  }

  param "partition" {
    default = "aws"
    summary = "partition of the account"
  }

  always {
    actions = [
      "s3:CreateBucket", "s3:DeleteBucket", "s3:GetBucketAcl", "s3:GetBucketPolicy",
      "s3:GetBucketTagging", "s3:GetBucketVersioning", "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration", "s3:ListBucket", "s3:PutBucketOwnershipControls",
      "s3:PutBucketPublicAccessBlock", "s3:PutBucketTagging",
    ]
    resources = ["arn:${param.partition}:s3:::${param.bucket}"]
    in_part   = "warning"
  }

  example "made and never read" {
    expect  = "finding"
    profile = "zilliz-agent-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:*", "iam:*", "s3:CreateBucket"], "Resource": "*"}
        ]
      }
    JSON
  }

  example "all of S3" {
    expect  = "none"
    profile = "zilliz-agent-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:*", "iam:*", "s3:*"], "Resource": "*"}
        ]
      }
    JSON
  }
}
