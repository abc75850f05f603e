using Plumb.Conformance.Corpus;

namespace Plumb.Conformance.Running;

/// <summary>
/// What the tests of every suite share: running a check within a time limit, turning a crash into a difference,
/// honouring the skip list, and reporting the outcome.
/// </summary>
public abstract class SuiteTests(ConformanceReport report)
{
    /// <summary>How long one case may take.</summary>
    protected virtual TimeSpan Limit => TimeSpan.FromSeconds(60);

    protected Task Check(ConformanceCase @case, Func<Comparison> check) =>
        CheckAsync(@case, cancellation => Task.Run(check, cancellation).WaitAsync(cancellation));

    protected async Task CheckAsync(ConformanceCase @case, Func<CancellationToken, Task<Comparison>> check)
    {
        var comparison = await Attempt(check);
        var reason = report.Skips.ReasonFor(@case.Suite, @case.Name);
        if (reason is null) Expect(@case, comparison);
        else ExpectFailure(@case, comparison, reason);
    }

    private void Expect(ConformanceCase @case, Comparison comparison)
    {
        if (comparison.IsEqual)
        {
            Record(@case, CaseStatus.Passed, "");
            return;
        }
        Record(@case, CaseStatus.Failed, comparison.Differences[0]);
        Assert.Fail(FailureText.Write(@case, comparison));
    }

    /// <summary>A case of the skip list that passes is a fault of the list.</summary>
    private void ExpectFailure(ConformanceCase @case, Comparison comparison, string reason)
    {
        if (comparison.IsEqual)
        {
            const string stale = "now passes: take it off the list in skips.tsv";
            Record(@case, CaseStatus.Failed, stale);
            Assert.Fail($"{@case} {stale}. It was listed because: {reason}");
        }
        Record(@case, CaseStatus.Skipped, reason);
        Assert.Skip(reason);
    }

    private void Record(ConformanceCase @case, CaseStatus status, string note) => report.Add(new CaseOutcome(@case.Suite, @case.Name, status, note));

#pragma warning disable CA1031 // Whatever a check throws is the outcome of its case, not the end of the run.
    private async Task<Comparison> Attempt(Func<CancellationToken, Task<Comparison>> check)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            return await check(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Comparison.Different("a result", "none", $"no result within {Limit.TotalSeconds} seconds");
        }
        catch (Exception e)
        {
            return Comparison.Different("a result", FirstLines(e.ToString()), $"{e.GetType().Name}: {e.Message} {FirstLines(e.StackTrace ?? "", 1).Trim()}");
        }
    }
#pragma warning restore CA1031

    private static string FirstLines(string text, int count = 6) => string.Join('\n', text.Split('\n').Take(count));
}
