using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Tests.State;

public sealed class StateReaderTests
{
    private const string FormatThree =
        """
        {
          "version": 3, "terraform_version": "0.11.1", "serial": 8, "lineage": "old",
          "modules": [
            {
              "path": ["root"],
              "outputs": {
                "text": {"sensitive": false, "type": "string", "value": "0,1"},
                "list": {"sensitive": true, "type": "list", "value": ["a", "b"]},
                "mixed": {"sensitive": false, "type": "list", "value": [["a"], {"x": "y"}]}
              },
              "resources": {
                "null_resource.bar": {
                  "type": "null_resource", "depends_on": ["null_resource.foo.*"], "provider": "provider.null",
                  "primary": {"id": "53", "attributes": {"id": "53", "triggers.%": "1"}, "meta": {"schema_version": "1", "e2bf": {"create": 600}}, "tainted": true},
                  "deposed": [{"id": "12", "attributes": {"id": "12"}, "meta": {}}]
                },
                "null_resource.foo.0": {"type": "null_resource", "primary": {"id": "1", "attributes": {"id": "1"}}, "provider": "provider.null.other"},
                "null_resource.foo.1": {"type": "null_resource", "primary": {"id": "2", "attributes": {"id": "2"}}, "provider": "null"},
                "data.null_data_source.d": {"type": "null_data_source", "primary": {"id": "static"}, "provider": ""}
              }
            },
            {
              "path": ["root", "outer", "inner"],
              "resources": {"null_resource.c": {"type": "null_resource", "primary": {"id": "3"}, "provider": "module.outer.provider.null.x"}}
            }
          ]
        }
        """;

    [Fact]
    public void A_state_of_format_3_becomes_what_the_peer_makes_of_it()
    {
        var state = Read(FormatThree, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.NotNull(state);
        Assert.Equal((8, "old"), (state.Serial, state.Lineage));
        Assert.Equal("list of string", state.Outputs["list"].Type.FriendlyName);
        Assert.True(state.Outputs["list"].Sensitive);
        Assert.Equal("tuple", state.Outputs["mixed"].Type.FriendlyName);

        var written = state.Resources.Values.OrderBy(r => r.Address.ToString(), StringComparer.Ordinal).Select(r =>
            $"{r.Address} by {r.Provider}: " + string.Join("; ", r.Instances.Select(i => $"{i.Key}={Describe(i.Value.Current)}" + string.Concat(i.Value.Deposed.Select(d => $" {d.Key}={Describe(d.Value)}")))));
        Assert.Equal(
            [
                "data.null_data_source.d by provider[\"registry.terraform.io/-/null\"]: =id:static",
                "module.outer.module.inner.null_resource.c by module.outer.provider[\"registry.terraform.io/-/null\"].x: =id:3",
                "null_resource.bar by provider[\"registry.terraform.io/-/null\"]: =Tainted v1 id:53,triggers.%:1 {\"e2bf\":{\"create\":600}} 00000001=id:12",
                "null_resource.foo by provider[\"registry.terraform.io/-/null\"].other: [0]=id:1; [1]=id:2",
            ], written);
    }

    [Theory]
    [InlineData("""{"version": 1, "serial": 9, "modules": [{"path": ["root"], "outputs": {"a": "b"}, "resources": {"x_y.z": {"primary": {"id": "1", "tainted": true}}}}]}""", "x_y.z")]
    [InlineData("""{"version": 2, "serial": 9, "modules": [{"path": ["root"], "resources": {"x_y.z": {"primary": {"id": "1"}}}}]}""", "x_y.z")]
    public void Older_formats_are_read_too(string text, string resource)
    {
        var state = Read(text, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.NotNull(state);
        Assert.Equal(resource, Assert.Single(state.Resources.Keys).ToString());
        Assert.Equal(ObjectStatus.Ready, state.Resources.Values.Single().Instances.Values.Single().Current?.Status);
    }

    [Theory]
    [InlineData("""{"version": 5, "terraform_version": "2.0.0"}""", "Unsupported state file format", "2.0.0")]
    [InlineData("""{"version": 0}""", "Unsupported state file format", "never was")]
    [InlineData("""{"serial": 1}""", "Unsupported state file format", "\"version\"")]
    [InlineData("""{"version": 4, "resources": [{"mode": "managed"}]}""", "Invalid state file", "\"type\" is missing")]
    [InlineData("""{"version": 3, "modules": [{"path": ["leaf"]}]}""", "Invalid state file", "does not begin at the root")]
    [InlineData("""{"version": 3, "modules": [{"path": ["root"], "resources": {"alone": {}}}]}""", "Invalid state file", "\"alone\" is not the address")]
    [InlineData("{\"version\": 4,\n  \"resources\": [}", "Unsupported state file format", "LineNumber: 1")]
    public void What_cannot_be_read_says_why(string text, string summary, string detail)
    {
        Assert.Null(Read(text, out var diagnostics));
        var told = Assert.Single(diagnostics);
        Assert.Equal(summary, told.Summary);
        Assert.Contains(detail, told.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void No_damage_makes_reading_throw()
    {
        var whole = Encoding.UTF8.GetBytes(FormatThree);
        var random = new Random(7);
        for (var length = 0; length < whole.Length; length += 3) StateReader.Read(whole.AsMemory(0, length), "state", []);
        for (var i = 0; i < 2_000; i++)
        {
            var damaged = whole.ToArray();
            for (var n = random.Next(1, 6); n > 0; n--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            StateReader.Read(damaged, "state", []);
        }
    }

    private static StateDocument? Read(string text, out DiagnosticBag diagnostics)
    {
        diagnostics = [];
        return StateReader.Read(Encoding.UTF8.GetBytes(text), "state", diagnostics);
    }

    private static string Describe(ObjectState? state) => state is null ? "" : string.Join(' ', new[]
    {
        state.Status == ObjectStatus.Ready ? "" : state.Status.ToString(),
        state.SchemaVersion == 0 ? "" : $"v{state.SchemaVersion}",
        string.Join(',', (state.AttributesFlat ?? new Dictionary<string, string>()).OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}:{a.Value}")),
        Encoding.UTF8.GetString(state.Private.Span),
    }.Where(t => t.Length > 0));
}
