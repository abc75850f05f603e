using Plumb.Tests.Shared.Schemas;

namespace Plumb.Provider.Docker.Tests;

public sealed class CommunityTests
{
    [Fact]
    public async Task The_table_of_what_the_communitys_provider_has_is_true()
    {
        await using var provider = DockerProvider.Create(_ => null, TimeProvider.System);
        await CommunityTable.HoldAsync(provider, "docker");
    }
}
