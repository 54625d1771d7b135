using System.Data.Common;
using DuckDB.NET.Data;

namespace Layers.Data.Tests;

/// <summary>Cancelling stops a source at any step.</summary>
public sealed class CancellationTests
{
    private const string Endless = "SELECT sum(random()) AS x FROM range(10000000000)";
    private const string EndlessPostgres = "SELECT sum(random()) AS x FROM generate_series(1, 10000000000)";

    private static readonly IEnumerable<TestCaseData> s_looks =
    [
        new TestCaseData((SqlQuery source, CancellationToken token) => source.Prepare(token)).SetArgDisplayNames("Prepare"),
        new TestCaseData((SqlQuery source, CancellationToken token) => source.ReadBatches(10, token).Count())
            .SetArgDisplayNames("ReadBatches"),
        new TestCaseData((SqlQuery source, CancellationToken token) => source.Summarize(new NumericSummary(QuantilePrecision.None), token))
            .SetArgDisplayNames("Summarize"),
        new TestCaseData((SqlQuery source, CancellationToken token) => source.Examples(["x"], cancellation: token))
            .SetArgDisplayNames("Examples"),
        new TestCaseData((SqlQuery source, CancellationToken token) => new Normalization().Adapt(source, cancellation: token))
            .SetArgDisplayNames("Adapt a layer"),
        new TestCaseData((SqlQuery source, CancellationToken token) => new Normalization(axis: []).Adapt(source, cancellation: token))
            .SetArgDisplayNames("Adapt a layer from rows"),
        new TestCaseData((SqlQuery source, CancellationToken token) => new Normalization().Update(source, cancellation: token))
            .SetArgDisplayNames("Update"),
        new TestCaseData((SqlQuery source, CancellationToken token) =>
        {
            using var model = new Sequential { new Input(1), new Normalization() };
            model.Adapt(source, cancellation: token);
        }).SetArgDisplayNames("Adapt a model"),
    ];

    // Reading the first rows of these queries does not end.
    [TestCaseSource(nameof(s_looks))]
    public void WhileItLooksAtTheFirstRows(Delegate act)
    {
        foreach (var source in new[] { new SqlQuery(Endless), new SqlQuery(EndlessPostgres, PostgresServer.Connect) })
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            Assert.That(() => act.DynamicInvoke(source, soon.Token),
                Throws.TargetInvocationException.With.InnerException.InstanceOf<OperationCanceledException>(), source.Description);
        }
    }

    // An engine cannot be interrupted within this step. The step ends by itself, and its resources are closed then.
    [Test]
    public void WhileAnEngineDoesNotListen()
    {
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        using var closed = new ManualResetEventSlim();
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == System.Data.ConnectionState.Closed) closed.Set();
        };
        void Prepare(DbCommand command)
        {
            begun.Set();
            goOn.Wait();
        }
        var source = new SqlQuery("SELECT 1 AS x", () => connection, prepare: Prepare);
        using var cancelled = new CancellationTokenSource();
        var canceller = Task.Run(() =>
        {
            begun.Wait();
            cancelled.Cancel();
        });
        Assert.That(() => source.Prepare(cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        goOn.Set();
        canceller.Wait();
        Assert.That(closed.Wait(TimeSpan.FromSeconds(30)), Is.True);
    }

    [Test]
    public void BeforeItConnects()
    {
        var connections = 0;
        var source = new SqlQuery("SELECT 1 AS x", () =>
        {
            connections++;
            return new DuckDBConnection("DataSource=:memory:");
        });
        Assert.That(() => source.Prepare(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => source.Summarize(new NumericSummary(QuantilePrecision.None), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(connections, Is.Zero);
    }
}
