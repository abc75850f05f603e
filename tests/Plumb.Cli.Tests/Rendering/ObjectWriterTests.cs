using System.Text;
using Plumb.Cli.Rendering.Plans;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Cli.Tests.Rendering;

public sealed class ObjectWriterTests
{
    private static readonly Value None = Value.DynamicNull;

    [Fact]
    public void Unchanged_attributes_are_counted_but_for_those_that_tell_which_object_it_is() => Shows(
        Object(("id", Text("i")), ("size", Value.Number(1)), ("zone", Text("a")), ("gone", Text("g")), ("never", None)),
        Object(("id", Text("i")), ("size", Value.Number(2)), ("zone", Text("a")), ("gone", None), ("never", None)),
        """
        - gone = "g" -> null
          id   = "i"
        ~ size = 1 -> 2
          # (1 unchanged attribute hidden)
        """);

    [Fact]
    public void In_a_list_only_what_changes_is_shown_and_what_is_next_to_it() => Shows(
        Object(("l", List("a", "b", "c", "d", "e", "f", "g"))),
        Object(("l", List("a", "b", "c", "x", "e", "f", "g", "h"))),
        """
        ~ l = [
              # (2 unchanged elements hidden)
              "c",
            ~ "d" -> "x",
              "e",
              # (1 unchanged element hidden)
              "g",
            + "h",
          ]
        """);

    [Fact]
    public void Maps_quote_their_keys_and_sets_show_what_comes_and_goes() => Shows(
        Object(("m", Map(("a", "1"), ("b b", "2"))), ("s", Value.Set(DataType.String, Text("x"), Text("y")))),
        Object(("m", Map(("a", "1"), ("b b", "3"))), ("s", Value.Set(DataType.String, Text("y"), Text("z")))),
        """
        ~ m = {
            ~ "b b" = "2" -> "3"
              # (1 unchanged element hidden)
          }
        ~ s = [
            - "x",
            + "z",
              # (1 unchanged element hidden)
          ]
        """);

    [Fact]
    public void Json_in_a_text_is_shown_as_the_value_it_is() => Shows(
        Object(("new", None), ("policy", Text("""{"allow":["a","b"],"version":1}"""))),
        Object(("new", Text("""{"x":1}""")), ("policy", Text("""{ "version": 1, "allow": ["a","c"] }"""))),
        """
        + new    = jsonencode(
              {
                + x = 1
              }
          )
        ~ policy = jsonencode(
            ~ {
                ~ allow = [
                      "a",
                    ~ "b" -> "c",
                  ]
                  # (1 unchanged attribute hidden)
              }
          )
        """);

    [Fact]
    public void Lines_of_a_text_are_compared_one_by_one() => Shows(
        Object(("t", Text("one\ntwo\nthree\n"))),
        Object(("t", Text("one\n2\nthree\n"))),
        """
        ~ t = <<-EOT
              one
            - two
            + 2
              three
          EOT
        """);

    [Fact]
    public void What_forces_a_replacement_says_so_where_it_is() => Shows(
        Object(("id", Text("i")), ("t", Object(("a", Text("1")), ("b", Text("1"))))),
        Object(("id", Value.Unknown(DataType.String)), ("t", Object(("a", Text("2")), ("b", Text("2"))))),
        """
        ~ id = "i" -> (known after apply)
        ~ t  = {
            ~ a = "1" -> "2" # forces replacement
            ~ b = "1" -> "2"
          }
        """,
        ValuePath.Root.Attribute("t").Attribute("a"));

    [Fact]
    public void Secrets_stay_secret_and_becoming_one_is_a_change() => Shows(
        Object(("a", Text("s").WithMark(Mark.Sensitive)), ("b", Text("s"))),
        Object(("a", Text("t").WithMark(Mark.Sensitive)), ("b", Text("s").WithMark(Mark.Sensitive))),
        """
        ~ a = (sensitive value)
        # Warning: this attribute value will be marked as sensitive and will not display in UI output after applying this change. The value is unchanged.
        ~ b = (sensitive value)
        """);

    [Fact]
    public void Blocks_follow_the_attributes()
    {
        var rule = new BlockSchema { Attributes = [new AttributeSchema("port", DataType.Number), new AttributeSchema("note", DataType.String)] };
        var schema = new BlockSchema { Attributes = [new AttributeSchema("id", DataType.String)], Blocks = [new NestedBlockSchema("rule", NestingMode.List, rule), new NestedBlockSchema("timeouts", NestingMode.Single, rule)] };
        Shows(
            Object(("id", Text("i")), ("rule", Value.List(rule.ImpliedType, Rule(1), Rule(2))), ("timeouts", Value.Null(rule.ImpliedType))),
            Object(("id", Text("i")), ("rule", Value.List(rule.ImpliedType, Rule(1), Rule(3))), ("timeouts", Rule(9))),
            """
              id = "i"

            ~ rule {
                ~ port = 2 -> 3
              }

            + timeouts {
                + port = 9
              }

              # (1 unchanged block hidden)
            """,
            schema: schema);

        static ObjectValue Rule(int port) => Object(("port", Value.Number(port)), ("note", Value.Null(DataType.String)));
    }

    [Fact]
    public void A_text_that_is_a_secret_elsewhere_in_the_object_is_one()
    {
        var marked = EchoedSecrets.Mark(Object(("in", Text("hunter2").WithMark(Mark.Sensitive)), ("out", Object(("again", Text("hunter2")), ("other", Text("open"))))));
        Assert.Equal("{in = (sensitive), out = {again = (sensitive), other = \"open\"}}", Short(marked[0]));

        static string Short(Value value) => value switch
        {
            { Marks.IsSensitive: true } => "(sensitive)",
            NamedValues named => "{" + string.Join(", ", named.Entries.Select(e => $"{e.Key} = {Short(e.Value)}")) + "}",
            StringValue text => $"\"{text.Text}\"",
            _ => "?",
        };
    }

    private static void Shows(Value before, Value after, string expected, ValuePath? replacing = null, BlockSchema? schema = null)
    {
        var text = new StringBuilder();
        new ObjectWriter(text, default, replacing is null ? [] : [replacing]).Write(schema, before, after, 0);
        Assert.Equal(expected.ReplaceLineEndings("\n") + "\n", text.ToString());
    }

    private static ObjectValue Object(params (string, Value)[] attributes) => Value.Object(attributes);

    private static StringValue Text(string text) => Value.String(text);

    private static ListValue List(params string[] texts) => Value.List(DataType.String, [.. texts.Select(Value.String)]);

    private static MapValue Map(params (string Key, string Value)[] entries) => Value.Map(DataType.String, entries.Select(e => KeyValuePair.Create(e.Key, (Value)Value.String(e.Value))));
}
