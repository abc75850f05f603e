using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Providers.Tests.Random;

public sealed class RandomAdditionTests
{
    [Theory]
    [InlineData("random_uuid4", 4)]
    [InlineData("random_uuid7", 7)]
    public async Task A_uuid_is_of_its_version(string type, int version)
    {
        var resource = new Embedded("random", type);
        var made = await resource.Create();
        var uuid = Guid.Parse(Embedded.Text(made, "result"));
        Assert.Equal((version, true), (uuid.Version, uuid.Variant is >= 8 and <= 11));
        Assert.Equal(made, await resource.Import(uuid.ToString()));
        Assert.Single(await resource.ImportProblems("x"));
        Assert.Equal(["keepers"], await resource.Replacing(made, ("keepers", Value.Map(DataType.String, [KeyValuePair.Create("a", (Value)Value.String("1"))]))));
    }

    [Fact]
    public async Task Ephemeral_bytes_are_drawn_when_they_are_opened()
    {
        var opened = await new Embedded("random", "random_bytes").Open(("length", Value.Number(7)));
        var bytes = Convert.FromBase64String(Embedded.Text(opened, "base64"));
        Assert.Equal((7, Convert.ToHexStringLower(bytes)), (bytes.Length, Embedded.Text(opened, "hex")));
    }
}
