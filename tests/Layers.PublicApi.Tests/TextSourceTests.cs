using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A custom source of texts, numbers and dates: layers of this library and custom layers learn from it.</summary>
public sealed class TextSourceTests
{
    private static readonly string[] s_lines = ["b;1;2026-03-01", "a;;2026-03-02", "b;3;2026-03-03", "ä;5;2026-03-04"];

    [OneTimeSetUp]
    public void Register()
    {
        LayerRegistry.Register<RankOfWord>("stranger");
        AdaptStateRegistry.Register<WordCounts>("stranger");
    }

    [Test]
    public void AllRows_AreATable()
    {
        var table = new LineSource(s_lines).ToTable();
        Assert.That(table.RowCount, Is.EqualTo(4));
        Assert.That(table.Texts("word"), Is.EqualTo(new[] { "b", "a", "b", "ä" }));
        Assert.That(table.Numbers("size").MissingCount, Is.EqualTo(1));
        Assert.That(table.Dates("day")[3], Is.EqualTo(new DateTime(2026, 3, 4)));
    }

    [Test]
    public void ALayerOfOnesOwn_LearnsItsWords()
    {
        var source = new LineSource(s_lines);
        var layer = new RankOfWord();
        layer.Adapt(source.Select("word"));
        Assert.That(layer.Words, Is.EqualTo(new[] { "b", "a", "ä" }));
        layer.Update(new LineSource("ä;1;2026-04-01", "ä;2;2026-04-02").Select("word"));
        Assert.That((layer.Words[0], layer.State!.Rows), Is.EqualTo(("ä", 6L)));
        using var model = new Sequential { new Input(1, DType.String), new RankOfWord() };
        model.Adapt(source.Select("word"));
        Assert.That(model.Predict(new[,] { { "ä" }, { "b" }, { "?" } }).ToArray<float>(), Is.EqualTo(new float[] { 3, 1, 0 }));
    }

    [Test]
    public void ASpace_LearnsAllColumnsInOneReading_SavedAndLoadedToo()
    {
        var source = new LineSource(s_lines);
        using var space = new FeatureSpace { { "word", new RankOfWord() }, { "size", new Imputation(), new Rescaling(0.5) },
            { "day", new DateParts(DatePart.Day) } };
        space.Adapt(source);
        Assert.That(source.Readings, Is.EqualTo(1));
        Assert.That(space.OutputColumns, Is.EqualTo(new[] { "day day", "size", "word" }));
        using var model = new Sequential { space, new Dense(1) };
        var rows = space.InputsOf(source.ToTable());
        var expected = model.Predict(rows).Values.Single().ToArray<float>();
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".keras");
        try
        {
            model.Save(file);
            using var loaded = Model.Load(file);
            Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
            Assert.That(loaded.Predict(rows).Values.Single().ToArray<float>(), Is.EqualTo(expected));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void AMissingValue_IsRefusedWithItsRow_AndTheLayerIsUnchanged()
    {
        var layer = new RankOfWord();
        layer.Adapt(new LineSource(s_lines).Select("word"));
        var (words, state) = (layer.Words, layer.State);
        var source = new LineSource("x;1;2026-03-01", "-;2;2026-03-02");
        Assert.That(() => layer.Adapt(source.Select("word")),
            Throws.ArgumentException.With.Message.Contains("rank_of_word").And.Message.Contains("must not be null")
            .And.Message.Contains("Row 1"));
        Assert.That(() => layer.Adapt(new LineSource(s_lines)), Throws.InstanceOf<Exception>().With.Message.Contains("'word'"));
        Assert.That((layer.Words, layer.State), Is.EqualTo((words, state)));
        // The feature space replaces a missing word by a text.
        using var space = new FeatureSpace { MissingText = "none" };
        space.Add("word", new RankOfWord());
        space.Adapt(source);
        Assert.That(((RankOfWord)space["word"].Layers[0]).Words, Is.EquivalentTo(new[] { "x", "none" }));
    }
}
