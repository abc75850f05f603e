using System.Runtime.CompilerServices;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>What each kind of block may hold.</summary>
internal static class Schemas
{
    internal static readonly BodySchema File = new([],
    [
        new("terraform"), new("language"), new("required_providers"), new("provider", "name"), new("variable", "name"), new("locals"),
        new("output", "name"), new("module", "name"), new("resource", "type", "name"), new("data", "type", "name"),
        new("ephemeral", "type", "name"), new("action", "type", "name"), new("moved"), new("import"), new("check", "name"), new("removed"),
    ]);

    /// <summary>A file of queries, which asks and changes nothing.</summary>
    internal static readonly BodySchema QueryFile = new([], [new("provider", "name"), new("variable", "name"), new("locals"), new("list", "type", "name")]);

    internal static readonly BodySchema List = new([.. Attributes("count", "for_each", "include_resource", "limit"), new("provider", Required: true)], [new("config")]);

    internal static readonly BodySchema Action = new(Attributes("count", "for_each", "provider"), [new("config")]);

    internal static readonly BodySchema ActionTrigger = new([new("events", Required: true), new("actions", Required: true), .. Attributes("condition", "on_failure")], []);

    internal static readonly BodySchema Terraform = new(Attributes("required_version", "experiments", "language"),
        [new("backend", "type"), new("state_store", "type"), new("cloud"), new("required_providers"), new("provider_meta", "provider"), new("encryption")]);

    internal static readonly BodySchema CompatibleWith = new(Attributes("opentofu"), []);
    internal static readonly BodySchema Language = new(Attributes("edition", "experiments"), [new("compatible_with")]);

    internal static readonly BodySchema Provider = new(Attributes("alias", "version", "for_each", "count", "depends_on", "source"),
        [new("_"), new("lifecycle"), new("locals")]);

    internal static readonly BodySchema Variable = new(
        Attributes("description", "default", "type", "sensitive", "ephemeral", "nullable", "deprecated", "const"), [new("validation")]);

    internal static readonly BodySchema Output = new(
        [.. Attributes("description", "depends_on", "sensitive", "ephemeral", "deprecated"), new("value", Required: true)],
        [new("precondition"), new("postcondition")]);

    internal static readonly BodySchema Module = new(
        [new("source", Required: true), .. Attributes("version", "count", "for_each", "depends_on", "providers")],
        [new("_"), new("lifecycle"), new("locals"), new("provider", "type")]);

    internal static readonly BodySchema ModuleLifecycle = new(Attributes("enabled"), []);

    internal static readonly BodySchema Resource = new(Attributes("count", "for_each", "provider", "depends_on"),
        [new("locals"), new("lifecycle"), new("connection"), new("provisioner", "type"), new("_")]);

    /// <summary>Data sources and ephemeral resources.</summary>
    internal static readonly BodySchema Data = new(Attributes("count", "for_each", "provider", "depends_on"),
        [new("lifecycle"), new("locals"), new("_")]);

    internal static readonly BodySchema Lifecycle = new(
        Attributes("create_before_destroy", "prevent_destroy", "destroy", "ignore_changes", "replace_triggered_by", "enabled"),
        [new("precondition"), new("postcondition"), new("action_trigger")]);

    internal static readonly BodySchema Provisioner = new(Attributes("when", "on_failure"), [new("_"), new("connection"), new("lifecycle")]);

    internal static readonly BodySchema CheckRule = new([new("condition", Required: true), new("error_message", Required: true)], []);

    internal static readonly BodySchema Check = new([], [new("data", "type", "name"), new("assert")]);

    internal static readonly BodySchema Moved = new([new("from", Required: true), new("to", Required: true)], []);

    internal static readonly BodySchema Import = new([.. Attributes("provider", "id", "identity", "for_each"), new("to", Required: true)], []);

    internal static readonly BodySchema Removed = new([new("from", Required: true)], [new("lifecycle"), new("connection"), new("provisioner", "type")]);

    internal static readonly BodySchema RemovedLifecycle = new(Attributes("destroy"), []);

    private static readonly ConditionalWeakTable<BodySchema, BodySchema> Relaxed = [];

    internal static BodySchema WithoutRequired(BodySchema schema) =>
        Relaxed.GetValue(schema, static s => new BodySchema([.. s.Attributes.Select(a => a with { Required = false })], s.Blocks));

    private static IReadOnlyList<AttributeSchema> Attributes(params IEnumerable<string> names) => [.. names.Select(n => new AttributeSchema(n))];
}
