using Example.Notes;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;
using Plumb.Provider.Requests;
using Plumb.Provider.Testing;

namespace Plumb.Provider.Tests;

/// <summary>The provider of the guide, led through its life by the kit that the guide shows.</summary>
public sealed class NotesTests : IAsyncDisposable
{
    private const string Note = "notes_note.n";

    private readonly string _folder = Directory.CreateTempSubdirectory("notes-").FullName;
    private readonly ProviderTest _notes = new("example/notes", () => NotesProvider.Create());

    public async ValueTask DisposeAsync()
    {
        await _notes.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Config(string arguments, string rest = "") => $$"""
        provider "notes" {
          folder = "{{_folder}}"
        }
        resource "notes_note" "n" {
          {{arguments}}
        }
        {{rest}}
        """;

    [Fact]
    public async Task A_note_lives_changes_and_goes()
    {
        await _notes.ApplyAsync(Config("title = \"a\"\n body = \"one two\""));
        Assert.Equal("2", _notes.Attribute(Note, "words"));
        var file = Assert.Single(Directory.GetFiles(_folder));

        var update = await _notes.PlanAsync(Config("title = \"a\"\n body = \"one\""));
        Assert.Equal((ChangeAction.Update, Value.Number(1)), (update.Action(Note), update.Planned(Note, "words")));
        Assert.Equal(["title"], (await _notes.PlanAsync(Config("title = \"b\""))).ReplacedBy(Note));

        await _notes.ApplyAsync(Config("title = \"a\"\n tags = [\"x\"]"));
        await _notes.ImportAsync(Note, _notes.Attribute(Note, "id") ?? "");

        File.Delete(file);
        Assert.Equal(ChangeAction.Create, (await _notes.PlanAsync(Config("title = \"a\""))).Action(Note));
        await _notes.DestroyAsync();
        Assert.False(_notes.Exists(Note));
    }

    [Fact]
    public async Task Data_functions_and_ephemeral_resources_work_together()
    {
        await _notes.ApplyAsync(Config("title = \"a\"\n body = provider::notes::join_tags(\"-\", \"x\", \"y\")", """
            data "notes_note" "same" {
              id = notes_note.n.id
            }
            ephemeral "notes_draft" "d" {
              topic = "things"
            }
            output "body" {
              value = data.notes_note.same.body
            }
            """));
        Assert.Equal(Value.String("x-y"), _notes.Output("body"));
    }

    [Theory]
    [InlineData("title = \"\"", "Invalid Attribute Value")]
    [InlineData("title = \"a\"\n tags = [\"x\", \"x\"]", "Invalid Attribute Value")]
    [InlineData("title = \"a\"\n words = 1", "\"words\" attribute is read-only")]
    [InlineData("title = \"a\"\n body = provider::notes::join_tags(\"\")", "Invalid function argument")]
    public async Task Mistakes_are_refused(string arguments, string summary) => await _notes.FailsAsync(Config(arguments), summary);

    [Fact]
    public async Task A_wrong_folder_is_the_providers_error() =>
        await _notes.FailsAsync("provider \"notes\" {\n folder = \"/none\"\n}\nresource \"notes_note\" \"n\" {\n title = \"a\"\n}", "No such folder");

    [Fact]
    public async Task A_note_of_an_earlier_version_is_brought_forward()
    {
        await using var provider = NotesProvider.Create();
        var stored = System.Text.Encoding.UTF8.GetBytes("""{"id":"1","title":"t","text":"old","gone":true}""");
        var upgraded = await provider.UpgradeResourceStateAsync(new UpgradeRequest("notes_note", 0, stored), CancellationToken.None);
        Assert.Equal(Value.String("old"), Assert.IsType<ObjectValue>(upgraded.Value)["body"]);
        Assert.Single((await provider.UpgradeResourceStateAsync(new UpgradeRequest("notes_note", 9, stored), CancellationToken.None)).Diagnostics);

        var flat = new UpgradeRequest("notes_note", 1, default) { Flatmap = new Dictionary<string, string> { ["id"] = "1", ["title"] = "t", ["tags.#"] = "2", ["tags.0"] = "a", ["tags.1"] = "b", ["words"] = "3" } };
        var read = Assert.IsType<ObjectValue>((await provider.UpgradeResourceStateAsync(flat, CancellationToken.None)).Value);
        Assert.Equal((Value.List(Core.Types.DataType.String, Value.String("a"), Value.String("b")), Value.Number(3)), (read["tags"], read["words"]));
    }

    [Fact]
    public async Task Everything_waits_while_the_configuration_of_the_provider_is_unknown()
    {
        await using var provider = NotesProvider.Create();
        var schema = await provider.GetSchemaAsync(CancellationToken.None);
        var config = Value.Object(("folder", Value.Unknown(Core.Types.DataType.String)));
        Assert.Empty((await provider.ConfigureAsync(new ConfigureRequest(config, "1.11.4", DeferralAllowed: true), CancellationToken.None)).Diagnostics);
        var data = await provider.ReadDataSourceAsync(new ReadDataRequest("notes_note", Value.Object(("id", Value.String("1")), ("title", Value.Null(Core.Types.DataType.String)), ("body", Value.Null(Core.Types.DataType.String)))) { DeferralAllowed = true }, CancellationToken.None);
        Assert.Equal(DeferralReason.ProviderConfigUnknown, data.Deferred);
        Assert.Contains("notes_note", schema.Resources.Keys);
        Assert.Single((await provider.ConfigureAsync(new ConfigureRequest(config, "1.11.4", DeferralAllowed: false), CancellationToken.None)).Diagnostics);
    }
}
