package sdk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"
)

var (
	ctx    = context.Background()
	client = newClient()
	made   atomic.Int32
)

type (
	item = map[string]types.AttributeValue
	S    = types.AttributeValueMemberS
	N    = types.AttributeValueMemberN
	B    = types.AttributeValueMemberB
	BOOL = types.AttributeValueMemberBOOL
	NULL = types.AttributeValueMemberNULL
	L    = types.AttributeValueMemberL
	M    = types.AttributeValueMemberM
	SS   = types.AttributeValueMemberSS
	NS   = types.AttributeValueMemberNS
	BS   = types.AttributeValueMemberBS
)

func newClient() *dynamodb.Client {
	return dynamodb.New(dynamodb.Options{
		BaseEndpoint: aws.String(os.Getenv("DYNAROCK_ENDPOINT")),
		Region:       os.Getenv("AWS_REGION"),
		Credentials: credentials.NewStaticCredentialsProvider(
			os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), ""),
		HTTPClient: &http.Client{Timeout: 20 * time.Second},
		// One try only: a retry would hide a wrong answer, and slow a failing test down.
		Retryer: aws.NopRetryer{},
	})
}

func s(text string) *S { return &S{Value: text} }
func n(number any) *N  { return &N{Value: fmt.Sprint(number)} }

func attribute(name string, kind types.ScalarAttributeType) types.AttributeDefinition {
	return types.AttributeDefinition{AttributeName: &name, AttributeType: kind}
}

func keys(hash string, more ...string) []types.KeySchemaElement {
	schema := []types.KeySchemaElement{{AttributeName: &hash, KeyType: types.KeyTypeHash}}
	for i := range more {
		schema = append(schema,
			types.KeySchemaElement{AttributeName: &more[i], KeyType: types.KeyTypeRange})
	}
	return schema
}

// table creates a table that is deleted when the test is over. Without a key schema of its own the
// table's key is the string "id".
func table(t *testing.T, request dynamodb.CreateTableInput) string {
	t.Helper()
	name := fmt.Sprintf("go-%d", made.Add(1))
	request.TableName = &name
	request.BillingMode = types.BillingModePayPerRequest
	if request.KeySchema == nil {
		request.KeySchema = keys("id")
		request.AttributeDefinitions = append(request.AttributeDefinitions, attribute("id", "S"))
	}
	_, err := client.CreateTable(ctx, &request)
	must(t, err)
	t.Cleanup(func() {
		_, err := client.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: &name})
		var missing *types.ResourceNotFoundException
		if err != nil && !errors.As(err, &missing) {
			t.Error(err)
		}
	})
	active(t, name)
	return name
}

func active(t *testing.T, name string) {
	t.Helper()
	waiter := dynamodb.NewTableExistsWaiter(client, func(o *dynamodb.TableExistsWaiterOptions) {
		o.MinDelay, o.MaxDelay = 100*time.Millisecond, time.Second
	})
	must(t, waiter.Wait(ctx, &dynamodb.DescribeTableInput{TableName: &name}, 20*time.Second))
}

func describe(t *testing.T, name string) *types.TableDescription {
	t.Helper()
	reply, err := client.DescribeTable(ctx, &dynamodb.DescribeTableInput{TableName: &name})
	must(t, err)
	return reply.Table
}

func put(t *testing.T, name string, value item) {
	t.Helper()
	_, err := client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &name, Item: value})
	must(t, err)
}

func get(t *testing.T, name string, key item) item {
	t.Helper()
	reply, err := client.GetItem(ctx, &dynamodb.GetItemInput{TableName: &name, Key: key})
	must(t, err)
	return reply.Item
}

func ordersTable() dynamodb.CreateTableInput {
	return dynamodb.CreateTableInput{
		BillingMode: types.BillingModePayPerRequest,
		KeySchema:   keys("Customer", "Number"),
		AttributeDefinitions: []types.AttributeDefinition{
			attribute("Customer", "S"), attribute("Number", "N"),
			attribute("Placed", "S"), attribute("Status", "S"),
		},
		LocalSecondaryIndexes: []types.LocalSecondaryIndex{{
			IndexName:  aws.String("ByPlaced"),
			KeySchema:  keys("Customer", "Placed"),
			Projection: &types.Projection{ProjectionType: types.ProjectionTypeKeysOnly},
		}},
		GlobalSecondaryIndexes: []types.GlobalSecondaryIndex{{
			IndexName:  aws.String("ByStatus"),
			KeySchema:  keys("Status", "Placed"),
			Projection: &types.Projection{ProjectionType: types.ProjectionTypeAll},
		}},
	}
}

// orders makes an Orders table, key (Customer, Number), with thirty orders of ann and three of bob.
func orders(t *testing.T) string {
	t.Helper()
	name := table(t, ordersTable())
	var requests []types.WriteRequest
	for number := 1; number <= 30; number++ {
		requests = append(requests, putRequest(order("ann", number)))
	}
	for number := 1; number <= 3; number++ {
		requests = append(requests, putRequest(order("bob", number)))
	}
	for len(requests) > 0 {
		size := len(requests)
		if size > 25 {
			size = 25
		}
		_, err := batchWrite(name, requests[:size])
		must(t, err)
		requests = requests[size:]
	}
	return name
}

// order places later numbers earlier, so that an index's order differs from the table's.
func order(customer string, number int) item {
	status := "sent"
	if number%3 == 0 {
		status = "open"
	}
	return item{
		"Customer": s(customer), "Number": n(number), "Total": n(number * 10),
		"Placed": s(fmt.Sprintf("2026-03-%02d", 31-number)), "Status": s(status),
	}
}

func putRequest(value item) types.WriteRequest {
	return types.WriteRequest{PutRequest: &types.PutRequest{Item: value}}
}

func batchWrite(name string, requests []types.WriteRequest) (*dynamodb.BatchWriteItemOutput, error) {
	return client.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{
		RequestItems: map[string][]types.WriteRequest{name: requests}})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal(t *testing.T, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got %v, want %v", show(got), show(want))
	}
}

func show(value any) string {
	if it, ok := value.(item); ok {
		text := "item{"
		for name, v := range it {
			text += fmt.Sprintf("%s: %#v ", name, v)
		}
		return text + "}"
	}
	return fmt.Sprintf("%#v", value)
}

// fails holds err to an API error of this code, and returns its message.
func fails(t *testing.T, err error, code string) string {
	t.Helper()
	var api smithy.APIError
	if !errors.As(err, &api) {
		t.Fatalf("got %v, want %s", err, code)
	}
	equal(t, api.ErrorCode(), code)
	return api.ErrorMessage()
}
