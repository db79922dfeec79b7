//go:build container

// Package container holds what runs as a task: clients that are told nothing.
package container

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/smithy-go"
)

func TestCredentialsAreTheTaskRoles(t *testing.T) {
	ctx := context.Background()
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		t.Fatal(err)
	}
	found, err := settings.Credentials.Retrieve(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(found.AccessKeyID, "ASIA") || found.SessionToken == "" || !found.CanExpire {
		t.Errorf("not a session's: %+v", found)
	}

	client := dynamodb.NewFromConfig(settings)
	if _, err := client.ListTables(ctx, &dynamodb.ListTablesInput{}); err != nil {
		t.Error(err)
	}
	_, err = client.DescribeTable(ctx, &dynamodb.DescribeTableInput{TableName: aws.String("Any")})
	var refused smithy.APIError
	if !errors.As(err, &refused) || refused.ErrorCode() != "AccessDeniedException" ||
		!strings.Contains(refused.ErrorMessage(), ":assumed-role/as-task/") {
		t.Errorf("DescribeTable: %v", err)
	}
}
