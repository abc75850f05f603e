using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Tests.Administration;

public class DebconfTests
{
    private const string Shown = "* app/admin-password: (password omitted)\n  app/modules: b, a\n  app/port: 80\n* app/tls: true\n";
    private const string All = "# comment\napp\tapp/port\tstring\t80\nother, app\tapp/admin-password\tpassword\tse cret\n";

    [Theory]
    [InlineData("app/admin-password", "password", "se cret", false)]
    [InlineData("app/admin-password", "password", "else", true)]
    [InlineData("app/modules", "multiselect", "a,b", false)]
    [InlineData("app/modules", "multiselect", "a,c", true)]
    [InlineData("app/tls", "boolean", "True", false)]
    [InlineData("app/port", "string", "80", false)]
    [InlineData("app/new", "string", "80", true)]
    public async Task An_answer_that_is_given_already_is_not_given_again(string question, string type, string value, bool changes)
    {
        var host = new RecordedHost().Prints("debconf-show app", Shown).Prints("debconf-get-selections", All).Prints("debconf-set-selections", "");

        Assert.Equal(changes, (await RunAsync(host, question, type, value)).Changed);
        Assert.Equal(changes, host.Started.Contains("debconf-set-selections"));
    }

    [Fact]
    public async Task A_password_is_given_again_where_nothing_tells_which_it_is()
    {
        var host = new RecordedHost().Prints("debconf-show app", Shown).Prints("debconf-set-selections", "");

        Assert.True((await RunAsync(host, "app/admin-password", "password", "se cret")).Changed);
    }

    private static Task<OperationResult> RunAsync(RecordedHost host, string question, string type, string value) => host.RunAsync("debconf", new MapBuilder
    {
        { "name", "app" }, { "question", question }, { "vtype", type },
        { "value", type == "multiselect" ? new ListData([.. value.Split(',').Select(v => (DataValue)v)]) : (DataValue)value },
    });
}
