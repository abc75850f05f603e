using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Providers.Tests;

public sealed class RandomProviderTests
{
    [Fact]
    public async Task An_id_is_the_same_bytes_in_every_notation()
    {
        var resource = new Embedded("random", "random_id");
        var made = await resource.Create(("byte_length", Value.Number(8)), ("prefix", Value.String("p-")));
        Assert.Matches("^p-[0-9a-f]{16}$", Embedded.Text(made, "hex"));
        Assert.Equal(made.With("keepers", Value.Null(DataType.Map(DataType.String))), await resource.Import("p-," + Embedded.Text(made, "id")));
        Assert.Equal("65536", Embedded.Text(await resource.Import("AQAA"), "dec"));
        Assert.Equal(["Invalid Attribute Value"], await resource.Problems(("byte_length", Value.Number(0))));
    }

    [Fact]
    public async Task An_integer_is_within_its_bounds_and_of_its_seed()
    {
        var resource = new Embedded("random", "random_integer");
        (string, Value)[] arguments = [("min", Value.Number(-3)), ("max", Value.Number(3)), ("seed", Value.String("s"))];
        var made = await resource.Create(arguments);
        Assert.Equal(made, await resource.Create(arguments));
        Assert.InRange(long.Parse(Embedded.Text(made, "id"), System.Globalization.CultureInfo.InvariantCulture), -3, 3);
        Assert.Equal(["min"], await resource.Replacing(made, ("min", Value.Number(1)), arguments[1], arguments[2]));
        Assert.Equal("Create Random Integer Error", Assert.Single((await resource.TryCreate(("min", Value.Number(2)), ("max", Value.Number(1)))).Diagnostics).Summary);
        await resource.Create(("min", Value.Number(long.MinValue)), ("max", Value.Number(long.MaxValue)));
        Assert.Equal(Value.Number(5), (await resource.Import("5,1,9"))["result"]);
    }

    [Theory]
    [InlineData("random_string")]
    [InlineData("random_password")]
    public async Task A_text_has_the_characters_asked_for(string type)
    {
        var resource = new Embedded("random", type);
        var made = await resource.Create(("length", Value.Number(12)), ("upper", Value.False), ("lower", Value.False), ("number", Value.False),
            ("min_numeric", Value.Number(2)), ("override_special", Value.String("_")));
        var text = Embedded.Text(made, "result");
        Assert.Matches("^[0-9_]{12}$", text);
        Assert.Equal(2, text.Count(char.IsAsciiDigit));
        Assert.Equal(Value.False, made["numeric"]);
        Assert.Equal(type == "random_string" ? text : "none", Embedded.Text(made, "id"));
        Assert.Contains("length", await resource.Replacing(made, ("length", Value.Number(13))));
    }

    [Fact]
    public async Task Impossible_texts_are_refused()
    {
        var resource = new Embedded("random", "random_string");
        (string, Value) length = ("length", Value.Number(3));
        Assert.Equal(["Invalid Attribute Value"], await resource.Problems(length, ("min_upper", Value.Number(2)), ("min_lower", Value.Number(2))));
        Assert.Equal(["Number and Numeric Configuration"], await resource.Problems(length, ("number", Value.True), ("numeric", Value.False)));
        Assert.Equal(["Invalid Attribute Combination"], await resource.Problems(length, ("special", Value.False), ("upper", Value.False), ("lower", Value.False), ("numeric", Value.False)));
        Assert.Empty(await resource.Problems(("length", Value.Unknown(DataType.Number)), ("min_upper", Value.Number(2))));
    }

    [Fact]
    public async Task Texts_stored_by_earlier_versions_need_no_replacement()
    {
        var password = new Embedded("random", "random_password");
        var oldest = await password.Upgrade(0, """{"id":"none","result":"abcd","length":4,"number":false}""");
        Assert.Equal(Value.False, oldest["numeric"]);
        Assert.StartsWith("$2a$10$", Embedded.Text(oldest, "bcrypt_hash"), StringComparison.Ordinal);
        Assert.Empty(await password.Replacing(oldest, ("length", Value.Number(4)), ("numeric", Value.False)));

        var made = await password.Create(("length", Value.Number(4)));
        var hash = Embedded.Text(made, "bcrypt_hash");
        var kept = await password.Upgrade(2, $$"""{"id":"none","result":"{{Embedded.Text(made, "result").Replace("\"", "", StringComparison.Ordinal)}}","length":4,"bcrypt_hash":"{{hash}}"}""");
        Assert.Equal(hash, Embedded.Text(kept, "bcrypt_hash"));
        var mended = await password.Upgrade(2, $$"""{"id":"none","result":"other","length":5,"bcrypt_hash":"{{hash}}"}""");
        Assert.NotEqual(hash, Embedded.Text(mended, "bcrypt_hash"));

        var imported = await password.Import("secret");
        Assert.Empty(await password.Replacing(imported, ("length", Value.Number(6))));
    }

    [Fact]
    public async Task A_pet_has_as_many_words_as_asked_for()
    {
        var resource = new Embedded("random", "random_pet");
        Assert.Matches("^[a-z]+-[a-z]+$", Embedded.Text(await resource.Create(), "id"));
        var made = await resource.Create(("length", Value.Number(3)), ("prefix", Value.String("my")), ("separator", Value.String(".")));
        Assert.Matches(@"^my\.[a-z]+\.[a-z]+\.[a-z]+$", Embedded.Text(made, "id"));
    }

    [Fact]
    public async Task A_shuffle_deals_every_element_before_it_begins_again()
    {
        var resource = new Embedded("random", "random_shuffle");
        var input = Value.List(DataType.String, Value.String("a"), Value.String("b"), Value.String("c"));
        var result = Assert.IsType<ListValue>((await resource.Create(("input", input), ("result_count", Value.Number(7))))["result"]);
        Assert.Equal(7, result.Count);
        Assert.Equal(3, result.Elements.Take(3).Distinct().Count());
        Assert.Equal(3, Assert.IsType<ListValue>((await resource.Create(("input", input)))["result"]).Count);
    }

    [Fact]
    public async Task Bytes_and_uuids_are_drawn_and_imported()
    {
        var bytes = new Embedded("random", "random_bytes");
        var made = await bytes.Create(("length", Value.Number(5)));
        Assert.Equal(made, await bytes.Import(Embedded.Text(made, "base64")));
        var uuid = new Embedded("random", "random_uuid");
        var id = await uuid.Create();
        Assert.Equal(id, await uuid.Import(Embedded.Text(id, "result")));
    }

    [Fact]
    public async Task An_ephemeral_password_is_drawn_when_it_is_opened()
    {
        var provider = new Embedded("random", "random_password").Provider;
        var schema = (await provider.GetSchemaAsync(CancellationToken.None)).EphemeralResources["random_password"];
        var config = Value.Object(schema.Block.Attributes.Select(a => KeyValuePair.Create<string, Value>(a.Name, Value.Null(a.ImpliedType))))
            .With("length", Value.Number(9)).With("special", Value.False);
        Assert.Empty((await provider.ValidateEphemeralConfigAsync("random_password", config, CancellationToken.None)).Diagnostics);
        var opened = Assert.IsType<ObjectValue>((await provider.OpenEphemeralAsync(new("random_password", config), CancellationToken.None)).Result);
        Assert.Matches("^[0-9A-Za-z]{9}$", Embedded.Text(opened, "result"));
        Assert.StartsWith("$2a$10$", Embedded.Text(opened, "bcrypt_hash"), StringComparison.Ordinal);
        Assert.Equal(Value.Number(0), opened["min_upper"]);

        var tooShort = config.With("min_lower", Value.Number(10));
        Assert.NotEmpty((await provider.ValidateEphemeralConfigAsync("random_password", tooShort, CancellationToken.None)).Diagnostics);
        Assert.NotEmpty((await provider.ValidateEphemeralConfigAsync("random_password", config.With("result", Value.String("x")), CancellationToken.None)).Diagnostics);
    }
}
