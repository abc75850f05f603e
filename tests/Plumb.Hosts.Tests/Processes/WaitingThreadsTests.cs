using Plumb.Hosts.Processes;

namespace Plumb.Hosts.Tests.Processes;

public sealed class WaitingThreadsTests
{
    [Fact]
    public async Task What_waits_at_the_same_time_has_a_thread_each()
    {
        using var all = new CountdownEvent(20);
        var waiting = Enumerable.Range(0, 20).Select(_ => WaitingThreads.RunAsync(() => all.Signal() | all.Wait(TimeSpan.FromSeconds(30)))).ToArray();
        Assert.All(await Task.WhenAll(waiting), Assert.True);
    }

    [Fact]
    public async Task A_thread_that_is_done_takes_what_comes_next()
    {
        var threads = new HashSet<int>();
        for (var i = 0; i < 200; i++) threads.Add(await WaitingThreads.RunAsync(() => Environment.CurrentManagedThreadId));
        Assert.InRange(threads.Count, 1, 50);
    }

    [Fact]
    public async Task What_goes_wrong_there_is_thrown_to_whoever_awaits_it_and_the_thread_goes_on()
    {
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => WaitingThreads.RunAsync<int>(() => throw new InvalidOperationException("so it is")));
        Assert.Equal("so it is", failed.Message);
        Assert.Equal(3, await WaitingThreads.RunAsync(() => 3));
    }
}
