package sdk

// Scenarios of tests/sdk/README.md that are about tables.

import (
	"errors"
	"regexp"
	"sort"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

func TestCreateTable(t *testing.T) {
	request := ordersTable()
	request.Tags = []types.Tag{{Key: aws.String("team"), Value: aws.String("shop")}}
	name := table(t, request)
	made := describe(t, name)
	equal(t, made.TableStatus, types.TableStatusActive)
	equal(t, *made.ItemCount, int64(0))
	equal(t, made.BillingModeSummary.BillingMode, types.BillingModePayPerRequest)
	if !regexp.MustCompile(`^arn:aws:dynamodb:us-east-1:\d{12}:table/` + name + `$`).MatchString(*made.TableArn) {
		t.Fatal(*made.TableArn)
	}
	equal(t, *made.GlobalSecondaryIndexes[0].IndexName, "ByStatus")
	equal(t, made.GlobalSecondaryIndexes[0].IndexStatus, types.IndexStatusActive)
	equal(t, made.LocalSecondaryIndexes[0].Projection.ProjectionType, types.ProjectionTypeKeysOnly)

	request.TableName = &name
	_, err := client.CreateTable(ctx, &request)
	var inUse *types.ResourceInUseException
	if !errors.As(err, &inUse) {
		t.Fatal(err)
	}
	equal(t, inUse.ErrorMessage(), "Table already exists: "+name)
}

func TestListTables(t *testing.T) {
	names := []string{}
	for i := 0; i < 3; i++ {
		names = append(names, table(t, dynamodb.CreateTableInput{}))
	}
	sort.Strings(names)
	first, err := client.ListTables(ctx, &dynamodb.ListTablesInput{
		ExclusiveStartTableName: &names[0], Limit: aws.Int32(1)})
	must(t, err)
	equal(t, first.TableNames, []string{names[1]})
	equal(t, *first.LastEvaluatedTableName, names[1])
}

func TestUpdateTable(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{})
	red := item{"id": s("1"), "colour": s("red")}
	put(t, name, red)
	_, err := client.UpdateTable(ctx, &dynamodb.UpdateTableInput{
		TableName: &name,
		AttributeDefinitions: []types.AttributeDefinition{
			attribute("id", "S"), attribute("colour", "S")},
		GlobalSecondaryIndexUpdates: []types.GlobalSecondaryIndexUpdate{{
			Create: &types.CreateGlobalSecondaryIndexAction{
				IndexName:  aws.String("ByColour"),
				KeySchema:  keys("colour"),
				Projection: &types.Projection{ProjectionType: types.ProjectionTypeAll},
			}}},
	})
	must(t, err)
	active(t, name)
	found, err := client.Query(ctx, &dynamodb.QueryInput{
		TableName: &name, IndexName: aws.String("ByColour"),
		KeyConditionExpression:    aws.String("colour = :c"),
		ExpressionAttributeValues: item{":c": s("red")},
	})
	must(t, err)
	equal(t, found.Items, []item{red})
	_, err = client.UpdateTable(ctx, &dynamodb.UpdateTableInput{
		TableName: &name,
		GlobalSecondaryIndexUpdates: []types.GlobalSecondaryIndexUpdate{{
			Delete: &types.DeleteGlobalSecondaryIndexAction{IndexName: aws.String("ByColour")}}},
	})
	must(t, err)
	active(t, name)
	equal(t, len(describe(t, name).GlobalSecondaryIndexes), 0)
}

func TestDeleteTable(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{DeletionProtectionEnabled: aws.Bool(true)})
	_, err := client.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: &name})
	fails(t, err, "ValidationException")
	_, err = client.UpdateTable(ctx, &dynamodb.UpdateTableInput{
		TableName: &name, DeletionProtectionEnabled: aws.Bool(false)})
	must(t, err)
	active(t, name)
	_, err = client.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: &name})
	must(t, err)
	_, err = client.DescribeTable(ctx, &dynamodb.DescribeTableInput{TableName: &name})
	equal(t, fails(t, err, "ResourceNotFoundException"),
		"Requested resource not found: Table: "+name+" not found")
}

func TestTags(t *testing.T) {
	arn := describe(t, table(t, dynamodb.CreateTableInput{})).TableArn
	team := types.Tag{Key: aws.String("team"), Value: aws.String("shop")}
	env := types.Tag{Key: aws.String("env"), Value: aws.String("test")}
	_, err := client.TagResource(ctx, &dynamodb.TagResourceInput{
		ResourceArn: arn, Tags: []types.Tag{team, env}})
	must(t, err)
	_, err = client.UntagResource(ctx, &dynamodb.UntagResourceInput{
		ResourceArn: arn, TagKeys: []string{"env"}})
	must(t, err)
	left, err := client.ListTagsOfResource(ctx, &dynamodb.ListTagsOfResourceInput{ResourceArn: arn})
	must(t, err)
	equal(t, left.Tags, []types.Tag{team})
}

func TestLimitsAndEndpoints(t *testing.T) {
	limits, err := client.DescribeLimits(ctx, &dynamodb.DescribeLimitsInput{})
	must(t, err)
	if *limits.TableMaxReadCapacityUnits < 10000 {
		t.Fatal(*limits.TableMaxReadCapacityUnits)
	}
	endpoints, err := client.DescribeEndpoints(ctx, &dynamodb.DescribeEndpointsInput{})
	must(t, err)
	equal(t, len(endpoints.Endpoints), 1)
}

func TestTableArnAsName(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{})
	put(t, *describe(t, name).TableArn, item{"id": s("1")})
	equal(t, get(t, name, item{"id": s("1")}), item{"id": s("1")})
}
