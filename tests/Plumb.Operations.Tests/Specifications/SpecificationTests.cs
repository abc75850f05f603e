using Plumb.Operations.Arguments;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts.Memory;
using Plumb.Operations.Model;
using Plumb.Operations.Running;
using Plumb.Operations.Tests.Peer;

namespace Plumb.Operations.Tests.Specifications;

/// <summary>Every operation takes the arguments that the peer documents for its module, with the same types, defaults, choices and aliases.</summary>
public class SpecificationTests
{
    /// <summary>Where the documentation and the module itself differ, or we do on purpose.</summary>
    private static readonly Dictionary<string, string> Differences = new(StringComparer.Ordinal)
    {
        ["copy.local_follow"] = "the controller fills the default in",
        ["copy.remote_src"] = "the controller fills the default in",
        ["copy.decrypt"] = "of the controller alone",
        ["assemble.decrypt"] = "of the controller alone",
        ["command.cmd"] = "the controller hands it on as the line",
        ["command.free_form"] = "handed on as _raw_params",
        ["shell.cmd"] = "the controller hands it on as the line",
        ["shell.free_form"] = "handed on as _raw_params",
        ["script.cmd"] = "the controller hands it on as the line",
        ["script.free_form"] = "handed on as _raw_params",
        ["raw.free_form"] = "handed on as _raw_params",
        ["stat.get_md5"] = "an old argument that is no longer documented",
        ["script.chdir"] = "expanded on the host, where the path is",
        ["script.creates"] = "expanded on the host, where the path is",
        ["script.removes"] = "expanded on the host, where the path is",
        ["fetch.src"] = "expanded on the host, where the path is",
        ["blockinfile.insertafter"] = "what is documented as choices are examples; the default is the module's own doing",
        ["blockinfile.insertbefore"] = "what is documented as choices are examples",
        ["lineinfile.insertafter"] = "what is documented as choices are examples; the default is the module's own doing",
        ["lineinfile.insertbefore"] = "what is documented as choices are examples",
        ["lineinfile.others"] = "a remark, not an argument",
        ["replace.others"] = "a remark, not an argument",
        ["shell.executable"] = "text in the module",
        ["apt.name"] = "the module calls it package and has name as an alias",
        ["debconf.value"] = "a later version takes a list as well as text",
        ["user.shell"] = "a path in the module",
        ["user.ssh_key_bits"] = "zero in the module",
        ["user.ssh_key_comment"] = "the module fills the host's name in",
        ["git.dest"] = "the module asks for it only where it clones",
        ["git.gpg_whitelist"] = "the documentation leaves the alias out",
        ["package_facts.manager"] = "only the managers of Linux",
        ["package.name"] = "a list as well as text",
        ["dnf.name"] = "the module does without where it lists or makes the lists of packages new",
        ["yum_repository.exclude"] = "a later version has an alias",
        ["yum_repository.bandwidth"] = "documented is what yum does without",
        ["yum_repository.cost"] = "documented is what yum does without",
        ["yum_repository.deltarpm_metadata_percentage"] = "documented is what yum does without",
        ["yum_repository.deltarpm_percentage"] = "documented is what yum does without",
        ["yum_repository.failovermethod"] = "documented is what yum does without",
        ["yum_repository.http_caching"] = "documented is what yum does without",
        ["yum_repository.ip_resolve"] = "documented is what yum does without",
        ["yum_repository.keepcache"] = "documented is what yum does without",
        ["yum_repository.metadata_expire"] = "documented is what yum does without",
        ["yum_repository.metadata_expire_filter"] = "documented is what yum does without",
        ["yum_repository.mirrorlist_expire"] = "documented is what yum does without",
        ["yum_repository.priority"] = "documented is what yum does without",
        ["yum_repository.retries"] = "documented is what yum does without",
        ["yum_repository.sslverify"] = "documented is what yum does without",
        ["yum_repository.timeout"] = "documented is what yum does without",
        ["yum_repository.ui_repoid_vars"] = "documented is what yum does without",
    };

    public static TheoryData<string> Names() => [.. OperationTable.Builtin.Operations.Select(o => o.Spec.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Arguments_are_those_that_the_peer_documents(string name)
    {
        if (DocumentedArguments.Load().Map(name) is not { } documented) return;
        var spec = OperationTable.Builtin.Find(name)?.Spec ?? throw new InvalidOperationException(name);
        var faults = documented.Entries.SelectMany(o => Compare(name + "." + o.Key, spec.AllArguments.FirstOrDefault(a => a.Name == o.Key), (MapData)o.Value)).ToArray();

        Assert.True(faults.Length == 0, string.Join("\n", faults));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Defaults_are_of_the_type_of_their_argument_and_among_its_choices(string name)
    {
        var spec = OperationTable.Builtin.Find(name)?.Spec ?? throw new InvalidOperationException(name);
        foreach (var argument in spec.AllArguments.Where(a => a.Default is not null && a.Type is not (ArgumentType.Raw or ArgumentType.Path)))
        {
            var given = new MapData([KeyValuePair.Create(argument.Name, argument.Default ?? DataValue.Null)]);
            var lone = spec with { Arguments = [argument with { Required = false }], FileArguments = false, MutuallyExclusive = [], RequiredIf = [], RequiredOneOf = [], RequiredTogether = [], RequiredBy = [] };
            var bound = ArgumentBinder.Bind(lone, given, new MemoryHost());
            Assert.Null(bound.Error);
            Assert.Equal(argument.Default, bound.Values[argument.Name]);
        }
    }

    [Fact]
    public void The_document_of_operations_says_what_the_specifications_say()
    {
        var path = Path.Combine(PeerScenario.GoldenFolder, "..", "..", "..", "docs", "operations.md");
        var text = OperationsDocument.Write(OperationTable.Builtin.Operations);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && Environment.GetEnvironmentVariable("CI") != "true") File.WriteAllText(path, text);

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", text);
    }

    [Fact]
    public void The_documentation_is_recorded_from_the_peer()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && DocumentedArguments.CanRecord, "recorded only with UPDATE_GOLDEN=1 and ansible-doc");
        DocumentedArguments.Record(OperationTable.Builtin.Operations.Select(o => o.Spec.Name));
    }

    private static IEnumerable<string> Compare(string place, ArgumentSpec? ours, MapData documented)
    {
        if (Differences.ContainsKey(place)) yield break;
        if (ours is null)
        {
            yield return $"{place} is missing";
            yield break;
        }
        var type = documented.Text("type") ?? "str";
        if (TypeName(ours.Type) != type) yield return $"{place} is of type {TypeName(ours.Type)}, documented as {type}";
        if (documented.Flag("required") != ours.Required) yield return $"{place} is {(ours.Required ? "" : "not ")}required";
        if (documented.Text("elements") is { } elements && (ours.Elements is null || TypeName(ours.Elements.Value) != elements)) yield return $"{place} has elements of another type than {elements}";
        var choices = documented["choices"] is MapData named ? named.Keys.Select(k => (DataValue)k) : documented.Items("choices");
        if (!choices.Select(PythonText.Str).ToHashSet().SetEquals(ours.Choices.Select(PythonText.Str))) yield return $"{place} has other choices than {string.Join(", ", choices.Select(PythonText.Str))}";
        if (!documented.Texts("aliases").ToHashSet().SetEquals(ours.Aliases)) yield return $"{place} has other aliases than {string.Join(", ", documented.Texts("aliases"))}";
        var expected = Written(documented["default"], ours.Type);
        var actual = Written(ours.Default, ours.Type);
        if (expected != actual) yield return $"{place} has the default {actual}, documented as {expected}";
        if (documented.Map("suboptions") is not { } inner) yield break;
        foreach (var fault in inner.Entries.SelectMany(o => Compare(place + "." + o.Key, ours.Options.FirstOrDefault(a => a.Name == o.Key), (MapData)o.Value))) yield return fault;
    }

    // Documentation writes a default in more than one way, and nothing where a list or map is empty.
    private static string Written(DataValue? value, ArgumentType type) => value switch
    {
        null or NullData or ListData { Items.Count: 0 } or MapData { Count: 0 } => "",
        TextData { Value: "" } => "",
        BooleanData flag => flag.Value ? "true" : type == ArgumentType.Boolean ? "" : "false",
        TextData text when type == ArgumentType.Boolean => text.Value is "yes" or "true" or "True" ? "true" : "",
        ListData list => string.Join(",", list.Items.Select(PythonText.Str)),
        _ => PythonText.Str(value),
    };

    private static string TypeName(ArgumentType type) => type switch
    {
        ArgumentType.Text => "str",
        ArgumentType.Boolean => "bool",
        ArgumentType.Integer => "int",
        ArgumentType.Float => "float",
        ArgumentType.List => "list",
        ArgumentType.Map => "dict",
        ArgumentType.Path => "path",
        ArgumentType.Raw => "raw",
        ArgumentType.Json => "json",
        ArgumentType.Bytes => "bytes",
        _ => "bits",
    };
}
