using Plumb.Operations.Arguments;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts.Memory;
using Plumb.Operations.Model;

namespace Plumb.Operations.Tests.Arguments;

/// <summary>The messages are those that modules of the peer give.</summary>
public class ArgumentBinderTests
{
    private static readonly OperationSpec Spec = new("thing", "")
    {
        Arguments =
        [
            new("name", ArgumentType.Text, "") { Required = true, Aliases = ["title"] },
            new("state", ArgumentType.Text, "") { Default = "present", Choices = ["present", "absent"] },
            new("count", ArgumentType.Integer, ""),
            new("force", ArgumentType.Boolean, "") { Default = false },
            new("path", ArgumentType.Path, ""),
            new("tags", ArgumentType.List, "") { Elements = ArgumentType.Text },
            new("extra", ArgumentType.Map, ""),
            new("size", ArgumentType.Bytes, ""),
            new("secret", ArgumentType.Text, "") { NoLog = true },
            new("switch", ArgumentType.Text, "") { Choices = ["yes", "auto"] },
            new("rules", ArgumentType.List, "")
            {
                Elements = ArgumentType.Map,
                Options = [new("port", ArgumentType.Integer, "") { Required = true }, new("protocol", ArgumentType.Text, "") { Default = "tcp", Choices = ["tcp", "udp"] }],
            },
        ],
        MutuallyExclusive = [["count", "size"]],
        RequiredIf = [new("state", "absent", ["path"])],
        RequiredBy = [new("secret", ["path"])],
    };

    private static BoundArguments Bind(params (string Key, DataValue Value)[] given)
    {
        var host = new MemoryHost { Variables = { ["PLACE"] = "/srv" } };
        return ArgumentBinder.Bind(Spec, new MapData([.. given.Select(g => KeyValuePair.Create(g.Key, g.Value))]), host);
    }

    [Fact]
    public void Values_take_the_types_and_defaults_of_the_specification()
    {
        var values = Bind(("title", 12), ("count", " 7"), ("force", "Yes"), ("path", "$PLACE/~"), ("tags", "a,b"), ("extra", "k=v, l='a b'"), ("switch", true)).Values;

        Assert.Equal("12", values.Text("name"));
        Assert.Equal("present", values.Text("state"));
        Assert.Equal(7, values.Integer("count"));
        Assert.True(values.Flag("force"));
        Assert.Equal("/srv/~", values.Text("path"));
        Assert.Equal(["a", "b"], values.Texts("tags"));
        Assert.Equal(new MapBuilder { ["l"] = "a b", ["k"] = "v" }.Build(), values.Map("extra"));
        Assert.Equal("yes", values.Text("switch"));
        Assert.Equal(DataValue.Null, values["size"]);
    }

    [Fact]
    public void A_dict_may_be_a_literal_of_Python()
    {
        var map = Bind(("name", "x"), ("extra", "{'a': [1, 2.5, (True, None)], \"b\": 'it\\'s'}")).Values.Map("extra");

        Assert.Equal("""{"a":[1,2.5,[true,null]],"b":"it's"}""", DataJson.Write(map ?? MapData.Empty));
    }

    [Fact]
    public void Home_folders_and_sizes_are_expanded()
    {
        var values = Bind(("name", "x"), ("path", "~/a"), ("size", "1.5K")).Values;

        Assert.Equal("/root/a", values.Text("path"));
        Assert.Equal(1536, values.Integer("size"));
    }

    [Fact]
    public void Faults_are_told_in_the_words_of_the_peer()
    {
        Assert.Equal("missing required arguments: name", Bind().Error);
        Assert.Equal("value of state must be one of: present, absent, got: gone", Bind(("name", "x"), ("state", "gone")).Error);
        Assert.Equal("argument 'count' is of type <class 'str'> and we were unable to convert to int: <class 'str'> cannot be converted to an int",
            Bind(("name", "x"), ("count", "many")).Error);
        Assert.Equal("argument 'extra' is of type <class 'str'> and we were unable to convert to dict: dictionary requested, could not parse JSON or key=value",
            Bind(("name", "x"), ("extra", "many")).Error);
        Assert.Equal("Unsupported parameters for (thing) module: nosuch, other. Supported parameters include: count, extra, force, name, path, rules, secret, size, state, switch, tags (title).",
            Bind(("name", "x"), ("other", 1), ("nosuch", 1)).Error);
        Assert.Equal("parameters are mutually exclusive: count|size", Bind(("name", "x"), ("count", 1), ("size", 1)).Error);
        Assert.Equal("state is absent but all of the following are missing: path", Bind(("name", "x"), ("state", "absent")).Error);
        Assert.Equal("missing parameter(s) required by 'secret': path", Bind(("name", "x"), ("secret", "s")).Error);
        Assert.Equal("missing required arguments: port found in rules", Bind(("name", "x"), ("rules", DataValue.Of([MapData.Empty]))).Error);
    }

    [Fact]
    public void Nested_arguments_are_bound_as_well()
    {
        var rule = new MapBuilder { ["port"] = "80" }.Build();
        var bound = Bind(("name", "x"), ("rules", DataValue.Of([rule])));

        Assert.Null(bound.Error);
        Assert.Equal(new MapBuilder { ["port"] = 80, ["protocol"] = "tcp" }.Build(), bound.Values.Maps("rules")[0]);
    }
}
