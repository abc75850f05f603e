using System.IO.Compression;
using CsCheck;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Files;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Tests.Planning;

public sealed class PlanFileTests
{
    private static readonly DataType ObjectType = DataType.Object(("id", DataType.String), ("tags", DataType.Map(DataType.String)), ("any", DataType.Dynamic));

    private static readonly ProviderConfigAddress Provider =
        AddressParser.TryParseProviderConfig("module.m.provider[\"registry.terraform.io/hashicorp/null\"].b", out var provider, out _) ? provider : throw new InvalidOperationException();

    [Fact]
    public void A_plan_comes_back_with_marks_unknowns_states_and_files()
    {
        var plan = SomePlan();
        var saved = Read(Bytes(plan, new PlanFileEntry("tfconfig/main.tf", "x"u8.ToArray())));
        Assert.NotNull(saved);

        var (expected, actual) = (plan.Changes[0], saved.Plan.Changes[0]);
        Assert.Equal(expected.After, actual.After);
        Assert.Equal(expected.Before, actual.Before);
        Assert.Equal(expected.ReplacePaths, actual.ReplacePaths);
        Assert.Equal(expected.Dependencies, actual.Dependencies);
        Assert.Equal(expected.Importing, actual.Importing);
        Assert.Equal(expected.PlannedPrivate.ToArray(), actual.PlannedPrivate.ToArray());
        Assert.Equal((expected.Address, expected.PreviousAddress, expected.DeposedKey, expected.Provider, expected.ProviderKey, expected.Action, expected.Reason, expected.CreateBeforeDestroy),
            (actual.Address, actual.PreviousAddress, actual.DeposedKey, actual.Provider, actual.ProviderKey, actual.Action, actual.Reason, actual.CreateBeforeDestroy));
        Assert.Equal(plan.Outputs, saved.Plan.Outputs);
        Assert.Equal(plan.Variables, saved.Plan.Variables);
        Assert.Equal((plan.Timestamp, plan.Mode, plan.Workspace, plan.Applyable), (saved.Plan.Timestamp, saved.Plan.Mode, saved.Plan.Workspace, saved.Plan.Applyable));
        Assert.Equal("pass", saved.Plan.Checks[0].Objects[0].FailureMessages[0]);
        Assert.Equal(["tfconfig/main.tf"], saved.Files.Select(f => f.Name));

        var stored = saved.Plan.PriorState.Resources[Address("null_resource.a").Resource].Instances[InstanceKey.None].Current;
        Assert.Equal(((Value)Object("old"), ObjectType), (stored?.Value, stored?.SchemaType));
    }

    [Fact]
    public void A_plan_that_anything_was_changed_in_is_refused()
    {
        var bytes = Bytes(SomePlan());
        for (var at = 0; at < bytes.Length; at += 41)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 0x10;
            var diagnostics = new DiagnosticBag();
            var saved = PlanFile.Read(new MemoryStream(changed), "p", diagnostics);
            // Bytes of the container that mean nothing, such as times, may differ.
            Assert.Equal(saved is null, diagnostics.HasErrors);
        }
        Assert.Equal(PlanFileRules.Unreadable, Refusal(bytes[..(bytes.Length / 2)]));
        Assert.Equal(PlanFileRules.Unreadable, Refusal("resource {}"u8.ToArray()));

        var more = new MemoryStream();
        more.Write(bytes);
        using (var archive = new ZipArchive(more, ZipArchiveMode.Update, leaveOpen: true)) archive.CreateEntry("tfconfig/other.tf");
        Assert.Equal(PlanFileRules.Unreadable, Refusal(more.ToArray()));
    }

    [Fact]
    public void Whoever_seals_it_a_plan_that_is_none_is_refused_with_a_reason()
    {
        Dictionary<string, byte[]> entries;
        using (var archive = new ZipArchive(new MemoryStream(Bytes(SomePlan())))) entries = SealedArchive.Read(archive);
        var document = entries["plan.json"];
        MutatedJson.Of(document).Sample(
            mutated =>
            {
                var stream = new MemoryStream();
                using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                    SealedArchive.Write(archive, entries.Select(e => new PlanFileEntry(e.Key, e.Key == "plan.json" ? mutated : e.Value)), default);
                var diagnostics = new DiagnosticBag();
                var saved = PlanFile.Read(new MemoryStream(stream.ToArray()), "p", diagnostics);
                Assert.Equal(saved is null, diagnostics.HasErrors);
            },
            iter: 1500);
    }

    [Fact]
    public void A_plan_is_stale_once_the_state_has_gone_on()
    {
        var plan = SomePlan();
        var diagnostics = new DiagnosticBag();
        Assert.True(PlanFile.IsCurrent(plan, new StateDocument { Lineage = "l", Serial = 4 }, diagnostics));
        Assert.False(PlanFile.IsCurrent(plan, new StateDocument { Lineage = "l", Serial = 5 }, diagnostics));
        Assert.False(PlanFile.IsCurrent(plan, new StateDocument { Lineage = "k", Serial = 4 }, diagnostics));
        Assert.All(diagnostics, d => Assert.Equal("Saved plan is stale", d.Summary));
    }

    private static byte[] Bytes(Plan plan, params PlanFileEntry[] files)
    {
        var stream = new MemoryStream();
        PlanFile.Write(stream, plan, files);
        return stream.ToArray();
    }

    private static SavedPlan? Read(byte[] bytes)
    {
        var diagnostics = new DiagnosticBag();
        var saved = PlanFile.Read(new MemoryStream(bytes), "p", diagnostics);
        Assert.Empty(diagnostics);
        return saved;
    }

    private static DiagnosticRule? Refusal(byte[] bytes)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(PlanFile.Read(new MemoryStream(bytes), "p", diagnostics));
        return diagnostics.FirstOrDefault()?.Rule;
    }

    private static ResourceInstanceAddress Address(string text) =>
        AddressParser.TryParseInstance(text, out var address, out var error) ? address : throw new ArgumentException(error.Message, nameof(text));

    private static ObjectValue Object(string id) => Value.Object(("id", Value.String(id)), ("tags", Value.Map(DataType.String, [new("k", Value.String("v"))])), ("any", Value.Number(1)));

    private static Plan SomePlan()
    {
        var state = new StateDocument { Lineage = "l", Serial = 4 };
        var address = Address("null_resource.a");
        var resource = new ResourceState { Address = address.Resource, Provider = Provider };
        resource.Instances[InstanceKey.None] = new InstanceState { Current = new ObjectState { Value = Object("old"), SchemaType = ObjectType } };
        state.Resources[address.Resource] = resource;
        return new Plan
        {
            Mode = PlanMode.Normal,
            PriorState = state,
            PreviousState = state,
            Timestamp = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Workspace = "dev",
            Applyable = true,
            Variables = new Dictionary<string, Value> { ["v"] = Value.String("s").WithMark(Mark.Sensitive) },
            Outputs = [new OutputChange("o", ChangeAction.Create, Value.DynamicNull, Value.DynamicUnknown, true)],
            Checks = [new CheckResultState("check", "check.c", CheckStatus.Fail, [new CheckObjectState("check.c", CheckStatus.Fail, ["pass"])])],
            Changes =
            [
                new ResourceChange
                {
                    Address = Address("module.m[\"a b\"].null_resource.a[0]"),
                    PreviousAddress = address,
                    DeposedKey = "0000abcd",
                    Provider = Provider,
                    ProviderKey = InstanceKey.Of("eu"),
                    Action = ChangeAction.CreateThenDelete,
                    Reason = ChangeReason.ReplaceBecauseTainted,
                    Before = Object("old"),
                    After = Value.Object(
                        ("id", Value.Unknown(DataType.String, new Refinement { NotNull = true })),
                        ("tags", Value.Map(DataType.String, [new("k", Value.String("v").WithMark(Mark.Sensitive))]).WithMark(Mark.Deprecated("m", "o"))),
                        ("any", Value.DynamicUnknown)),
                    ReplacePaths = [ValuePath.Root.Attribute("tags").Index(Value.String("k"))],
                    PlannedPrivate = new byte[] { 1, 2, 3 },
                    Importing = new ImportingObject("i", null, false),
                    Dependencies = [Address("module.m.data.null_data_source.x").Resource.Config],
                    CreateBeforeDestroy = true,
                },
            ],
        };
    }
}
