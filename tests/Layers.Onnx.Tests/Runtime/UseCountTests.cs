namespace Layers.Onnx.Tests;

public sealed class UseCountTests
{
    [Test]
    public void ItIsFreed_OnceItsOwnerLetGo_AndItsLastUserIsDone()
    {
        var freed = 0;
        var count = new UseCount(() => freed++);
        count.Enter(this);
        Assert.That(count.TryEnter(), Is.True);
        count.Leave();
        count.Release();
        count.Release();
        Assert.That(freed, Is.Zero, "There is a user.");
        Assert.That(count.TryEnter(), Is.False, "No use begins after the owner has released it.");
        Assert.That(() => count.Enter(this), Throws.InstanceOf<ObjectDisposedException>());
        count.Leave();
        Assert.That(freed, Is.EqualTo(1));
        Assert.That(count.TryEnter(), Is.False);
    }

    [Test]
    public void WithoutUsers_ItIsFreedAtOnce()
    {
        var freed = 0;
        var count = new UseCount(() => freed++);
        count.Enter(this);
        count.Leave();
        Assert.That(freed, Is.Zero);
        count.Release();
        Assert.That(freed, Is.EqualTo(1));
    }

    [Test]
    public void ThreadsThatEnterAndLeave_NeverUseWhatIsFreed()
    {
        for (var turn = 0; turn < 200; turn++)
        {
            var (freed, after) = (0, 0);
            var count = new UseCount(() => Interlocked.Increment(ref freed));
            var threads = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
            {
                while (count.TryEnter())
                {
                    if (Volatile.Read(ref freed) > 0) Interlocked.Increment(ref after);
                    count.Leave();
                }
            })).ToList();
            foreach (var thread in threads) thread.Start();
            count.Release();
            foreach (var thread in threads) thread.Join();
            Assert.That((freed, after), Is.EqualTo((1, 0)));
        }
    }
}
