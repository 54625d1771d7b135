namespace Layers.TensorFlow.Tests;

/// <summary>Tests that a resource in use is not freed.</summary>
public sealed class UsesTests
{
    [Test]
    public void ItIsFreedOnce_AfterTheLastUse()
    {
        var freed = 0;
        var uses = new Uses(() => freed++);
        var (first, second) = (uses.Begin()!.Value, uses.Begin()!.Value);
        first.Dispose();
        Assert.That(freed, Is.Zero, "it is not closed");
        var third = uses.Begin()!.Value;
        uses.Close();
        uses.Close();
        Assert.That(uses.Begin(), Is.Null);
        second.Dispose();
        Assert.That(freed, Is.Zero, "one use continues");
        third.Dispose();
        uses.Close();
        Assert.That(freed, Is.EqualTo(1));
    }

    [Test]
    public void WithoutAUse_ItIsFreedAtOnce()
    {
        var freed = 0;
        var uses = new Uses(() => freed++);
        uses.Begin()!.Value.Dispose();
        uses.Close();
        Assert.That(freed, Is.EqualTo(1));
    }

    [Test]
    public void ManyThreads_NeverUseAFreedResource()
    {
        for (var round = 0; round < 200; round++)
        {
            var (freed, late, begun) = (0, 0, 0);
            var uses = new Uses(() => Interlocked.Increment(ref freed));
            Parallel.For(0, 64, i =>
            {
                if (i == 32) uses.Close();
                if (uses.Begin() is not { } use) return;
                Interlocked.Increment(ref begun);
                if (Volatile.Read(ref freed) != 0) Interlocked.Increment(ref late);
                use.Dispose();
            });
            Assert.That((freed, late), Is.EqualTo((1, 0)), $"round {round}, {begun} uses");
        }
    }
}
