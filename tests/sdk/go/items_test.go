package sdk

// Scenarios of tests/sdk/README.md that are about single items.

import (
	"errors"
	"sort"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

func TestItemRoundTrip(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{})
	sent := item{
		"id":      s("snowman \u2603 and \U0001f9a4"),
		"text":    s("quotes \" and \\ and \n newline"),
		"empty":   s(""),
		"number":  n("-12.5"),
		"bytes":   &B{Value: []byte{0, 255, 16}},
		"yes":     &BOOL{Value: true},
		"no":      &BOOL{Value: false},
		"nothing": &NULL{Value: true},
		"list":    &L{Value: []types.AttributeValue{s("a"), n(1), &M{Value: item{}}}},
		"map":     &M{Value: item{"inner": &M{Value: item{"deep": &BOOL{Value: true}}}}},
	}
	put(t, name, sent)
	equal(t, get(t, name, item{"id": sent["id"]}), sent)
	equal(t, len(get(t, name, item{"id": s("absent")})), 0)

	// The same through the SDK's mapping of structures.
	type creature struct {
		ID    string `dynamodbav:"id"`
		Age   int
		Likes []string `dynamodbav:",stringset"`
	}
	pim := creature{ID: "pim", Age: 4, Likes: []string{"toast"}}
	mapped, err := attributevalue.MarshalMap(pim)
	must(t, err)
	put(t, name, mapped)
	var back creature
	must(t, attributevalue.UnmarshalMap(get(t, name, item{"id": s("pim")}), &back))
	equal(t, back, pim)
}

func TestNumbers(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{})
	for sent, kept := range map[string]string{
		"12345678901234567890123456789012345678": "12345678901234567890123456789012345678",
		"-0":                                     "0",
		"1.2300":                                 "1.23",
		"1e-130":                                 "0." + strings.Repeat("0", 129) + "1",
		"9.99E125":                               "999" + strings.Repeat("0", 123),
	} {
		put(t, name, item{"id": s("n"), "n": n(sent)})
		equal(t, get(t, name, item{"id": s("n")})["n"], types.AttributeValue(n(kept)))
	}
	for _, bad := range []string{strings.Repeat("1", 39), "1E126", "1E-131", "abc", ""} {
		_, err := client.PutItem(ctx, &dynamodb.PutItemInput{
			TableName: &name, Item: item{"id": s("bad"), "n": n(bad)}})
		fails(t, err, "ValidationException")
	}
	equal(t, len(get(t, name, item{"id": s("bad")})), 0)
}

func TestBinaryAndSets(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{})
	everyByte := make([]byte, 256)
	for i := range everyByte {
		everyByte[i] = byte(i)
	}
	put(t, name, item{
		"id": s("1"), "blob": &B{Value: everyByte}, "words": &SS{Value: []string{"b", "a", "\u00e9"}},
		"numbers": &NS{Value: []string{"3", "1.5"}}, "blobs": &BS{Value: [][]byte{{2, 3}, {1}}},
	})
	got := get(t, name, item{"id": s("1")})
	equal(t, got["blob"].(*B).Value, everyByte)
	words, numbers, blobs := got["words"].(*SS).Value, got["numbers"].(*NS).Value, got["blobs"].(*BS).Value
	sort.Strings(words)
	sort.Strings(numbers)
	sort.Slice(blobs, func(i, j int) bool { return blobs[i][0] < blobs[j][0] })
	equal(t, words, []string{"a", "b", "\u00e9"})
	equal(t, numbers, []string{"1.5", "3"})
	equal(t, blobs, [][]byte{{1}, {2, 3}})
	for _, bad := range []types.AttributeValue{
		&SS{Value: []string{}}, &SS{Value: []string{"a", "a"}}, &NS{Value: []string{"1", "1.0"}},
	} {
		_, err := client.PutItem(ctx, &dynamodb.PutItemInput{
			TableName: &name, Item: item{"id": s("2"), "set": bad}})
		fails(t, err, "ValidationException")
	}
}

func TestPutConditions(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{})
	request := &dynamodb.PutItemInput{
		TableName: &name, Item: item{"id": s("1"), "v": n(1)},
		ConditionExpression:                 aws.String("attribute_not_exists(id)"),
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	}
	_, err := client.PutItem(ctx, request)
	must(t, err)
	_, err = client.PutItem(ctx, request)
	var refused *types.ConditionalCheckFailedException
	if !errors.As(err, &refused) {
		t.Fatal(err)
	}
	equal(t, refused.ErrorMessage(), "The conditional request failed")
	equal(t, refused.Item, request.Item)

	request.ConditionExpression = aws.String("v = :one AND NOT contains(id, :x)")
	request.ExpressionAttributeValues = item{":one": n(1), ":x": s("x")}
	request.ReturnValues = types.ReturnValueAllOld
	reply, err := client.PutItem(ctx, request)
	must(t, err)
	equal(t, reply.Attributes, request.Item)
}

func TestUpdateExpressions(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{})
	update := func(expression string, values item, wanted types.ReturnValue) item {
		t.Helper()
		request := &dynamodb.UpdateItemInput{
			TableName: &name, Key: item{"id": s("1")}, UpdateExpression: &expression,
			ExpressionAttributeValues: values, ReturnValues: wanted,
		}
		if strings.Contains(expression, "#n") {
			request.ExpressionAttributeNames = map[string]string{"#n": "name"}
		}
		reply, err := client.UpdateItem(ctx, request)
		must(t, err)
		return reply.Attributes
	}
	list := func(values ...types.AttributeValue) *L { return &L{Value: values} }

	equal(t, update("SET #n = if_not_exists(#n, :zero) + :one, tags = :tags, m = :map "+
		"ADD words :words, seen :one",
		item{":zero": n(0), ":one": n(1), ":tags": list(s("a")),
			":map": &M{Value: item{"x": n(1), "y": n(2)}}, ":words": &SS{Value: []string{"red"}}},
		types.ReturnValueAllNew),
		item{"id": s("1"), "name": n(1), "tags": list(s("a")), "seen": n(1),
			"m": &M{Value: item{"x": n(1), "y": n(2)}}, "words": &SS{Value: []string{"red"}}})
	equal(t, update("SET tags = list_append(:front, tags), m.x = m.y - :one "+
		"REMOVE m.y DELETE words :red ADD seen :one",
		item{":front": list(s("z")), ":one": n(1), ":red": &SS{Value: []string{"red"}}},
		types.ReturnValueUpdatedNew),
		item{"tags": list(s("z"), s("a")), "m": &M{Value: item{"x": n(1)}}, "seen": n(2)})
	equal(t, update("REMOVE tags[0]", nil, types.ReturnValueUpdatedOld), item{"tags": list(s("z"))})
}

func TestDeleteItem(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{})
	put(t, name, item{"id": s("1"), "v": n(1)})
	request := dynamodb.DeleteItemInput{
		TableName: &name, Key: item{"id": s("1")}, ReturnValues: types.ReturnValueAllOld}
	conditional := request
	conditional.ConditionExpression = aws.String("v > :v")
	conditional.ExpressionAttributeValues = item{":v": n(1)}
	_, err := client.DeleteItem(ctx, &conditional)
	fails(t, err, "ConditionalCheckFailedException")
	reply, err := client.DeleteItem(ctx, &request)
	must(t, err)
	equal(t, reply.Attributes, item{"id": s("1"), "v": n(1)})
	reply, err = client.DeleteItem(ctx, &request)
	must(t, err)
	equal(t, len(reply.Attributes), 0)
}

func TestProjection(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{})
	deep := &M{Value: item{"deep": s("yes"), "other": n(0)}}
	put(t, name, item{"id": s("1"), "name": s("n"),
		"list": &L{Value: []types.AttributeValue{n(1), n(2), deep}}})
	reply, err := client.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: &name, Key: item{"id": s("1")}, ConsistentRead: aws.Bool(true),
		ProjectionExpression:     aws.String("#n, #l[2].deep, absent"),
		ExpressionAttributeNames: map[string]string{"#n": "name", "#l": "list"},
	})
	must(t, err)
	equal(t, reply.Item, item{"name": s("n"),
		"list": &L{Value: []types.AttributeValue{&M{Value: item{"deep": s("yes")}}}}})
}

func TestErrors(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{})
	_, err := client.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: aws.String("no-such"), Key: item{"id": s("1")}})
	equal(t, fails(t, err, "ResourceNotFoundException"), "Requested resource not found")
	_, err = client.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: &name, Key: item{"other": s("1")}})
	equal(t, fails(t, err, "ValidationException"),
		"The provided key element does not match the schema")

	for ending, value := range map[string]item{
		"Missing the key id in the item":                  {"a": s("1")},
		"Item size has exceeded the maximum allowed size": {"id": s("1"), "big": s(strings.Repeat("x", 409600))},
	} {
		_, err = client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &name, Item: value})
		if message := fails(t, err, "ValidationException"); !strings.HasSuffix(message, ending) {
			t.Error(message)
		}
	}
	_, err = client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &name, Key: item{"id": s("1")}, UpdateExpression: aws.String("SET a = = b")})
	if message := fails(t, err, "ValidationException"); !strings.Contains(
		message, "Invalid UpdateExpression: Syntax error; token: ") {
		t.Error(message)
	}
}

func TestConsumedCapacity(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{
		AttributeDefinitions: []types.AttributeDefinition{attribute("colour", "S")},
		GlobalSecondaryIndexes: []types.GlobalSecondaryIndex{{
			IndexName: aws.String("ByColour"), KeySchema: keys("colour"),
			Projection: &types.Projection{ProjectionType: types.ProjectionTypeAll},
		}},
	})
	reply, err := client.PutItem(ctx, &dynamodb.PutItemInput{
		TableName:              &name,
		Item:                   item{"id": s("1"), "colour": s("red"), "text": s(strings.Repeat("x", 4500))},
		ReturnConsumedCapacity: types.ReturnConsumedCapacityIndexes,
	})
	must(t, err)
	equal(t, *reply.ConsumedCapacity.CapacityUnits, 10.0)
	equal(t, *reply.ConsumedCapacity.Table.CapacityUnits, 5.0)
	equal(t, *reply.ConsumedCapacity.GlobalSecondaryIndexes["ByColour"].CapacityUnits, 5.0)
}

func TestLegacyWrites(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{})
	request := &dynamodb.PutItemInput{
		TableName: &name, Item: item{"id": s("1"), "v": n(1)},
		Expected: map[string]types.ExpectedAttributeValue{"id": {Exists: aws.Bool(false)}},
	}
	_, err := client.PutItem(ctx, request)
	must(t, err)
	_, err = client.PutItem(ctx, request)
	fails(t, err, "ConditionalCheckFailedException")
	reply, err := client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &name, Key: item{"id": s("1")},
		AttributeUpdates: map[string]types.AttributeValueUpdate{
			"v": {Action: types.AttributeActionAdd, Value: n(4)}, "w": {Value: s("new")}},
		ReturnValues: types.ReturnValueAllNew,
	})
	must(t, err)
	equal(t, reply.Attributes, item{"id": s("1"), "v": n(5), "w": s("new")})
}
