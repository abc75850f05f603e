using CsCheck;
using Plumb.Core.Addresses;

namespace Plumb.Core.Tests.Addresses;

public sealed class AddressTests
{
    private static readonly Gen<InstanceKey> Keys = Gen.OneOf(
        Gen.Const(InstanceKey.None), Gen.Int[0, int.MaxValue].Select(InstanceKey.Of), Gen.String.Select(s => InstanceKey.Of(Normal(s))));

    private static readonly Gen<string> Names = Gen.Char.AlphaNumeric.Array[0, 5].Select(c => "x" + new string(c));

    private static readonly Gen<ResourceInstanceAddress> Instances =
        from modules in Gen.Select(Names, Keys).Array[0, 3]
        from mode in Gen.Enum<ResourceMode>()
        from type in Names
        from name in Names
        from key in Keys
        select new ResourceAddress(
            modules.Aggregate(ModuleInstanceAddress.Root, (m, next) => m.Child(next.Item1, next.Item2)), new ResourceName(mode, type, name)).Instance(key);

    [Fact]
    public void What_an_address_prints_reads_back_the_same() => Instances.Sample(
        a => AddressParser.TryParseInstance(a.ToString(), out var read, out _) && read.Equals(a) && read.GetHashCode() == a.GetHashCode());

    [Fact]
    public void Any_text_is_an_address_or_an_error_inside_of_it() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["module.a[0]\"$ {\\u"], 0, 30]).Sample(text =>
    {
        if (!AddressParser.TryParseTarget(text, out _, out var error)) Assert.InRange(error.End, error.Start, text.Length);
    });

    [Fact]
    public void Keys_are_written_as_quoted_strings()
    {
        Assert.Equal("[\"a\\\"b\\\\$${x}%%{y}$\\n\\u200b\u00e9\"]", InstanceKey.Of("a\"b\\${x}%{y}$\n\u200b\u00e9").ToString());
    }

    [Theory]
    [InlineData("terraform_data . dd", "terraform_data.dd")]
    [InlineData("resource.terraform_data.dd", "terraform_data.dd")]
    [InlineData("terraform_data.y[01]", "terraform_data.y[1]")]
    [InlineData("module.b", "module.b")]
    [InlineData("module.b[0].module.c[\"x\"].data.t.n", "module.b[0].module.c[\"x\"].data.t.n")]
    public void Addresses_are_read_as_people_write_them(string text, string expected)
    {
        Assert.True(AddressParser.TryParseTarget(text, out var address, out _));
        Assert.Equal(expected, address.ToString());
    }

    [Theory]
    [InlineData("", 0, "The address ends where the name of a resource type is expected.")]
    [InlineData("terraform_data.y.0", 16, "An instance key is written in square brackets.")]
    [InlineData("terraform_data.z[b]", 17, "An instance key that is a string is written in double quotes. A shell takes them away unless the whole address stands in single quotes.")]
    [InlineData("terraform_data.y[1.5]", 17, "An instance key is a whole number, or a string in double quotes.")]
    [InlineData("terraform_data.y[-1]", 17, "An instance key is a whole number, or a string in double quotes.")]
    [InlineData("terraform_data.z[\"${a}\"]", 18, "There can be no template in an address; \"${\" itself is written \"$${\".")]
    [InlineData("terraform_data.z[\"b\"", 20, "After an instance key there must be a closing bracket.")]
    [InlineData("terraform_data.z[\"b", 17, "The quotes around an instance key are not closed.")]
    [InlineData("terraform_data.z[\"b\"].x", 21, "Nothing can follow the address of a resource instance.")]
    [InlineData("terraform_data", 14, "A resource is written with its type and its name, as in \"type.name\".")]
    [InlineData("module", 6, "After \"module\" there must be a dot and the name of a module.")]
    [InlineData("module.b[0]module.c", 11, "After a module there must be a dot, or an instance key in square brackets.")]
    public void Errors_say_what_is_wrong_and_where(string text, int start, string message)
    {
        Assert.False(AddressParser.TryParseTarget(text, out _, out var error));
        Assert.Equal((start, message), (error.Start, error.Message));
    }

    [Fact]
    public void Resources_sort_as_the_peer_lists_them()
    {
        string[] sorted = ["data.t.r", "t.a", "t.y[2]", "t.y[10]", "t.z", "t.z[0]", "t.z[\"a\"]", "module.b[0].t.m", "module.c[\"a\"].t.x", "module.b[0].module.d.t.x"];
        Assert.Equal(sorted, sorted.Reverse().Select(Parse).Order().Select(a => a.ToString()));
    }

    [Fact]
    public void States_sort_resources_by_the_text_of_their_modules()
    {
        string[] sorted = ["data.t.r", "t.a", "module.b[0].t.m", "module.b[0].module.d.t.x", "module.b[10].t.m", "module.b[2].t.m"];
        Assert.Equal(sorted, sorted.Reverse().Select(a => Parse(a).Resource).Order(StateOrder.Instance).Select(a => a.ToString()));
    }

    [Theory]
    [InlineData("module.a.module.b.provider[\"registry.terraform.io/hashicorp/random\"].x")]
    [InlineData("provider[\"terraform.io/builtin/terraform\"]")]
    public void Provider_configurations_read_back_the_same(string text)
    {
        Assert.True(AddressParser.TryParseProviderConfig(text, out var address, out _));
        Assert.Equal(text, address.ToString());
    }

    [Fact]
    public void Old_states_name_providers_by_their_type_alone()
    {
        Assert.True(AddressParser.TryParseProviderConfig("module.a.provider.aws.west", out var address, out _));
        Assert.Equal("module.a.provider[\"registry.terraform.io/-/aws\"].west", address.ToString());
        Assert.False(AddressParser.TryParseProviderConfig("module.a[0].provider[\"registry.terraform.io/hashicorp/aws\"]", out _, out _));
        Assert.False(AddressParser.TryParseProviderConfig("provider[\"a//b\"]", out _, out _));
    }

    private static ResourceInstanceAddress Parse(string text) =>
        AddressParser.TryParseInstance(text, out var address, out var error) ? address : throw new FormatException(error.Message);

    private static string Normal(string text) => ((Plumb.Core.Values.StringValue)Plumb.Core.Values.Value.String(System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)))).Text;
}
