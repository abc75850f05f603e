using Plumb.Operations.Users;

namespace Plumb.Operations.Tests.Users;

public class AuthorizedKeysTests
{
    private const string Text = "# mine\nfrom=\"10.0.0.1,10.0.0.2\",no-pty ssh-rsa AAAA me\nnot a key\n";

    [Fact]
    public void What_is_no_key_stays_as_it_is() => Assert.Equal(Text, AuthorizedKeys.Parse(Text).Render());

    [Fact]
    public void The_same_key_with_other_options_takes_its_place_at_the_end()
    {
        var keys = AuthorizedKeys.Parse(Text);

        Assert.False(keys.Add(AuthorizedKey.Parse("no-pty,from=\"10.0.0.1,10.0.0.2\" ssh-rsa AAAA me") ?? throw new InvalidOperationException()));
        Assert.True(keys.Add(AuthorizedKey.Parse("ssh-rsa AAAA me") ?? throw new InvalidOperationException()));
        Assert.Equal("# mine\nnot a key\nssh-rsa AAAA me\n", keys.Render());
    }

    [Fact]
    public void Exclusive_takes_comments_away_too()
    {
        var keys = AuthorizedKeys.Parse(Text);

        Assert.True(keys.KeepOnly(new HashSet<string> { "AAAA" }));
        Assert.Equal("from=\"10.0.0.1,10.0.0.2\",no-pty ssh-rsa AAAA me\n", keys.Render());
    }
}
