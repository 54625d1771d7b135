using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A custom layer with a vocabulary is adapted, saved and loaded as numeric layers are.</summary>
public sealed class CustomVocabularyTests
{
    private static readonly string[,] s_words = { { "b" }, { "a" }, { "b" }, { "ä" } };

    [OneTimeSetUp]
    public void Register()
    {
        LayerRegistry.Register<RankOfWord>("stranger");
        AdaptStateRegistry.Register<WordCounts>("stranger");
    }

    [Test]
    public void Models_PredictWithAdaptedValues()
    {
        var layer = new RankOfWord();
        using var model = new Sequential { new Input(1, DType.String), layer };
        Assert.That(() => model.Predict(s_words), Throws.InstanceOf<LayerException>().With.Message.Contains("has not been adapted"));
        model.Adapt(s_words);
        Assert.That(model.Predict(s_words).ToArray<float>(), Is.EqualTo(new float[] { 1, 2, 1, 3 }));
        layer.Update(new[,] { { "ä" }, { "ä" } });
        Assert.That(model.Predict(s_words).ToArray<float>(), Is.EqualTo(new float[] { 2, 3, 2, 1 }),
            "The model predicts with the words from before.");
    }

    [Test]
    public void AFileBringsItBack_AndItContinues()
    {
        var layer = new RankOfWord();
        layer.Adapt(s_words);
        using var model = new Sequential { new Input(1, DType.String), layer };
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".keras");
        try
        {
            model.Save(file);
            using var loaded = Model.Load(file);
            Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
            Assert.That(loaded.Predict(s_words).ToArray<float>(), Is.EqualTo(new float[] { 1, 2, 1, 3 }));
            var again = (RankOfWord)loaded.Layers[0];
            Assert.That(again.State!.Rows, Is.EqualTo(4));
            again.Update(new[,] { { "new" }, { "new" }, { "new" } });
            Assert.That(again.Words[0], Is.EqualTo("new"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void AFailedLearn_LeavesTheWords()
    {
        var layer = new RankOfWord();
        layer.Adapt(s_words);
        var (state, words) = (layer.State, layer.Words);
        using var model = new Sequential { new Input(1, DType.String), layer };
        Assert.That(() => layer.Adapt(new[,] { { "bad" } }), Throws.InstanceOf<LayerException>().With.Message.Contains("bad word"));
        Assert.That(() => model.Adapt(new[,] { { "bad" } }), Throws.InstanceOf<LayerException>().With.Message.Contains("bad word"));
        Assert.That(layer.Words, Is.SameAs(words));
        Assert.That(layer.State, Is.SameAs(state));
        Assert.That(model.Predict(s_words).ToArray<float>(), Is.EqualTo(new float[] { 1, 2, 1, 3 }));
    }

    [Test]
    public void WordsThatAreSetByHand_HaveNoState()
    {
        var layer = new RankOfWord(["x"]);
        Assert.That((layer.IsAdapted, layer.State), Is.EqualTo((true, (AdaptState?)null)));
        Assert.That(() => layer.Update(s_words), Throws.InstanceOf<InvalidOperationException>().Or.InstanceOf<LayerException>());
        layer.Adapt(s_words);
        Assert.That(layer.Words, Is.EqualTo(new[] { "b", "a", "ä" }));
    }
}
