using CsCheck;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State.Format;

namespace Plumb.Engine.Tests.State;

/// <summary>Whatever stands in a state file, reading it ends with a state or with an error that says why not.</summary>
public sealed class StateRobustnessTests
{
    private static readonly byte[] Source = """
        {
          "version": 4, "terraform_version": "1.11.4", "serial": 7, "lineage": "l",
          "outputs": { "o": { "value": { "a": [1, "x"] }, "type": ["object", { "a": ["tuple", ["number", "string"]] }], "sensitive": true } },
          "resources": [
            {
              "module": "module.m[\"k\"].module.n[0]", "mode": "managed", "type": "null_resource", "name": "a", "each": "list",
              "provider": "module.m.provider[\"registry.terraform.io/hashicorp/null\"].alias",
              "instances": [
                { "index_key": 0, "status": "tainted", "schema_version": 1, "attributes": { "id": "1", "deep": { "x": [null] } },
                  "sensitive_attributes": [[{ "type": "get_attr", "value": "id" }], [{ "type": "get_attr", "value": "deep" }, { "type": "index", "value": { "value": "x", "type": "string" } }]],
                  "private": "AQID", "dependencies": ["data.null_data_source.d", "module.m.null_resource.b"], "create_before_destroy": true, "identity_schema_version": 0, "identity": { "id": "1" } },
                { "index_key": 0, "deposed": "0000abcd", "schema_version": 0, "attributes_flat": { "id": "2" } },
                { "index_key": "s", "schema_version": 0, "attributes": {} }
              ]
            },
            { "mode": "data", "type": "null_data_source", "name": "d", "provider": "provider[\"registry.terraform.io/hashicorp/null\"]", "instances": [{ "schema_version": 0, "attributes": { "id": "d" } }] }
          ],
          "check_results": [{ "object_kind": "check", "config_addr": "check.c", "status": "fail", "objects": [{ "object_addr": "check.c", "status": "fail", "failure_messages": ["m"] }] }]
        }
        """u8.ToArray();

    [Fact]
    public void The_source_of_the_mutations_is_a_state()
    {
        var diagnostics = new DiagnosticBag();
        Assert.NotNull(StateReader.Read(Source, "s", diagnostics));
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void A_damaged_state_is_read_or_refused_with_a_reason() => MutatedJson.Of(Source).Sample(
        bytes =>
        {
            var diagnostics = new DiagnosticBag();
            var state = StateReader.Read(bytes, "s", diagnostics);
            Assert.Equal(state is null, diagnostics.HasErrors);
            if (state is null) return;
            var written = StateWriter.ToBytes(state);
            var again = StateReader.Read(written, "s", []);
            Assert.NotNull(again);
            Assert.Equal(written, StateWriter.ToBytes(again));
        },
        iter: 4000);

    [Fact]
    public void Random_bytes_are_refused() => Gen.Byte.Array[0, 200].Sample(
        bytes =>
        {
            var diagnostics = new DiagnosticBag();
            Assert.Null(StateReader.Read(bytes, "s", diagnostics));
            Assert.True(diagnostics.HasErrors);
        });
}
