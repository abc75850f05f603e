using Plumb.Provider.Postgresql.Connections;
using Plumb.Provider.Postgresql.Privileges;
using Plumb.Provider.Postgresql.Roles;

namespace Plumb.Provider.Postgresql.Tests;

/// <summary>What needs no server.</summary>
public sealed class TextTests
{
    [Fact]
    public void Passwords_are_compared_with_what_is_kept_of_them()
    {
        // RFC 7677's example: user "user", password "pencil".
        const string scram = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";
        Assert.True(StoredPassword.Matches(scram, "pencil", "user"));
        Assert.False(StoredPassword.Matches(scram, "pen", "user"));
        Assert.True(StoredPassword.Matches(scram, scram, "user"));
        Assert.False(StoredPassword.Matches("", "pencil", "user"));
        Assert.False(StoredPassword.Matches(scram, "md5" + new string('0', 32), "user"));
    }

    [Theory]
    [InlineData("f", true)]
    [InlineData("f()", true)]
    [InlineData("f(character varying(10), numeric(4, 2)[])", true)]
    [InlineData("f(schema.type%TYPE)", true)]
    [InlineData("f(int", false)]
    [InlineData("f(int) x", false)]
    [InlineData("f(int))", false)]
    [InlineData("f('a')", false)]
    [InlineData("f(int--)", false)]
    [InlineData("(int)", false)]
    [InlineData("", false)]
    public void Functions_are_names_with_or_without_types(string text, bool expected) => Assert.Equal(expected, RoutineName.IsWellFormed(text));

    [Fact]
    public void Names_and_texts_cannot_leave_their_quotes()
    {
        Assert.Equal("\"a\"\"b\"", Sql.Name("a\"b"));
        Assert.Equal("'it''s'", Sql.Text("it's"));
        Assert.Equal(" E'a\\\\''b'", Sql.Text("a\\'b"));
        Assert.Equal("PUBLIC", Sql.Grantee("public"));
        Assert.Throws<InvalidOperationException>(() => Sql.Name("a\0b"));
    }

    [Fact]
    public void Settings_of_a_role_are_read_as_the_server_writes_them()
    {
        var settings = new RoleSettings(["search_path=\"$user\", public, \"a \"\"b\"\", c\"", "statement_timeout=1min", "idle_in_transaction_session_timeout=250", "role=odd=name"]);
        Assert.Equal(["$user", "public", "a \"b\", c"], settings.SearchPath);
        Assert.Equal((60_000, 250, "odd=name", null), (settings.Milliseconds("statement_timeout"), settings.Milliseconds("idle_in_transaction_session_timeout"), settings["role"], settings["work_mem"]));
    }
}
