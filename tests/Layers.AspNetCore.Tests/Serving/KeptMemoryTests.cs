using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;

namespace Layers.AspNetCore.Tests;

/// <summary>Tests of the objects that a served model keeps in memory between requests.</summary>
internal sealed class KeptMemoryTests : FolderTests
{
    private static readonly Dictionary<string, object?> s_x = new() { ["x"] = 1 };

    private string _path = null!;

    [SetUp]
    public void Save()
    {
        _path = Folder["fares.keras"];
        Files.SaveConstant(_path, 1);
    }

    [TestCase(0, TestName = "AnUnloadedModel_IsCollected")]
    [TestCase(1, TestName = "AnUnloadedModelWithSampledRows_IsCollected")]
    public async Task AnUnloadedModel_IsCollected(double sample)
    {
        var time = new FakeTimeProvider();
        using var served =
            new ServedModel(_path, new ServedModelOptions { TimeProvider = time, SkewSample = sample, SkewRows = 100 });
        var (loaded, model) = await UsedAsync(served);
        time.Advance(TimeSpan.FromHours(1));
        Assert.That(served.Version, Is.Null, "unloaded");
        // The request may have ended on this thread or on another one, whose stack still refers to the model for a moment.
        for (var tries = 0; tries < 100 && (loaded.IsAlive || model.IsAlive); tries++)
        {
            await Task.Yield();
            Collect();
        }
        Assert.That((loaded.IsAlive, model.IsAlive), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task SampledRows_AreCountedOn_IfTheSameFileIsLoadedAgain()
    {
        var time = new FakeTimeProvider();
        using var served = new ServedModel(_path, new ServedModelOptions { TimeProvider = time, SkewSample = 1, SkewRows = 4 });
        var reported = new TaskCompletionSource<SkewReport>();
        served.SkewReported += (_, report) => reported.TrySetResult(report);
        for (var load = 0; load < 2; load++)
        {
            await served.PredictAsync(s_x);
            await served.PredictAsync(s_x);
            time.Advance(TimeSpan.FromHours(1));
        }
        Assert.That((await reported.Task).Rows, Is.EqualTo(4));
    }

    [Test]
    public async Task SampledRowsOfAnotherFile_AreNotCounted()
    {
        using var served = new ServedModel(_path, new ServedModelOptions { SkewSample = 1, SkewRows = 2 });
        var reports = new List<long>();
        var reported = new TaskCompletionSource();
        served.SkewReported += (_, report) =>
        {
            reports.Add(report.Rows);
            reported.TrySetResult();
        };
        await served.PredictAsync(s_x);
        Files.SaveConstant(_path, 2);
        await served.ReloadAsync();
        // The array has as many rows as a report needs. If the row of the first file were counted, the report would have three rows.
        await served.PredictJsonArrayAsync("""[{"x": 1}, {"x": 2}]"""u8.ToArray());
        await reported.Task;
        Assert.That(reports, Is.EqualTo(new[] { 2L }));
    }

    [Test]
    public async Task AnArrayOfOneRecord_DoesNotReplaceTheMemoryOfSingleRecords()
    {
        using var served = new ServedModel(_path);
        await served.PredictJsonArrayAsync("""[{"x": 1}]"""u8.ToArray());
        var loaded = await served.EnterAsync(isUse: true, default);
        Assert.That(loaded.TakeRow().Bound, Is.Not.Null, "the row engine is bound to the memory of a single record");
        loaded.Leave();
    }

    [Test]
    public void AShortTextThatRepeats_IsNotAllocatedAgain_AndALongTextIsNotKept()
    {
        var path = Folder["every.keras"];
        Files.SaveEveryKind(path);
        using var model = Model.Load(path);
        var rows = new RecordRows(RecordPlan.Of(model), 1);
        var (first, second) = (Read("Oslo"), Read("Oslo"));
        Assert.That(second, Is.SameAs(first));
        // A failed assertion about the texts themselves would print all of them.
        var (longFirst, longSecond) = (Read(new string('a', 5000)), Read(new string('a', 5000)));
        Assert.That(longSecond == longFirst, Is.True);
        Assert.That(ReferenceEquals(longFirst, longSecond), Is.False);

        string Read(string note)
        {
            rows.Clear();
            var place = rows.Plan.PlaceOf("note");
            rows.SetText(place, note.AsSpan());
            return rows.Tensors[rows.Plan.Columns[place].Input].AsSpan<string>()[0];
        }
    }

    // Not inlined, so that no variable of the test refers to the objects.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(WeakReference Loaded, WeakReference Model)> UsedAsync(ServedModel served)
    {
        await served.PredictAsync(s_x);
        var loaded = await served.EnterAsync(isUse: true, default);
        loaded.Leave();
        return (new WeakReference(loaded), new WeakReference(loaded.Model));
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
