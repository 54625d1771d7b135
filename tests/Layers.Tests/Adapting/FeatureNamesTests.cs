namespace Layers.Tests;

/// <summary>Names of features: kept by the layer, its states and its files; a mismatch is refused with both names.</summary>
public sealed class FeatureNamesTests
{
    private static readonly TensorData s_rows = new float[,] { { 1, 10 }, { 2, 30 } };

    private static readonly string[] s_names = ["age", "price"], s_others = ["age", "rooms"];

    [Test]
    public void TheReport_PrintsThem()
    {
        var report = new Normalization().Adapt(s_rows, featureNames: s_names);
        Assert.That(report.Features.Select(feature => feature.Name), Is.EqualTo(s_names));
        Assert.That(report.ToString(), Is.EqualTo(
            """
            2 rows, 2 features
            feature  count  missing  mean  variance  minimum  maximum
                age      2        0   1.5      0.25        1        2
              price      2        0    20       100       10       30
            """));
    }

    [Test]
    public void TheyAreRestored_FromAModelAndFromAState()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input(2), new Normalization() };
        var layer = (Normalization)model.Layers[0];
        layer.Adapt(s_rows, featureNames: ["age", "größe \"m²\""]);
        model.Save(folder.At("model.keras"));
        layer.State!.Save(folder.At("state.json"));
        using var loaded = Model.Load(folder.At("model.keras"));
        Assert.That(((Normalization)loaded.Layers[0]).State!.FeatureNames, Is.EqualTo(new[] { "age", "größe \"m²\"" }));
        Assert.That(AdaptState.Load(folder.At("state.json")).FeatureNames, Is.EqualTo(new[] { "age", "größe \"m²\"" }));
        Assert.That(() => ((Normalization)loaded.Layers[0]).Update(s_rows, featureNames: s_others),
            Throws.ArgumentException.With.Message.Contains("größe").And.Message.Contains("rooms"));
    }

    [Test]
    public void DataWithOtherNames_IsRefused_NamingBoth_AndTheLayerIsUnchanged()
    {
        var layer = new Normalization(name: "prices");
        layer.Adapt(s_rows, featureNames: s_names);
        var other = new Normalization();
        other.Adapt(new float[,] { { 5, 6 } }, featureNames: s_others);
        var (mean, state) = (layer.Mean, layer.State);
        Action[] rows = [() => layer.Adapt(s_rows, featureNames: s_others), () => layer.Update(s_rows, featureNames: s_others)];
        Action[] states = [() => layer.Adapt(other.State!), () => layer.State!.Merge(other.State!)];
        foreach (var use in rows.Concat(states))
            Assert.That(use, Throws.ArgumentException.With.Message.Contains("'price'").And.Message.Contains("'rooms'"));
        foreach (var use in states) Assert.That(use, Throws.ArgumentException.With.Message.Contains("Feature 1"));
        Assert.That((layer.Mean, layer.State), Is.EqualTo((mean, state)));
        layer.Adapt(s_rows, featureNames: ["price", "age"]);
        Assert.That(layer.Mean!.ToArray<float>(), Is.EqualTo(mean!.ToArray<float>().Reverse()),
            "The same names in another order are matched by name.");
    }

    [Test]
    public void DataWithoutNames_LeavesThemAsTheyAre()
    {
        var (layer, unnamed) = (new Normalization(), new Normalization());
        layer.Adapt(s_rows, featureNames: s_names);
        unnamed.Adapt(s_rows);
        Assert.That(unnamed.State!.FeatureNames, Is.Null);
        Assert.That(unnamed.State.Merge(layer.State!).FeatureNames, Is.EqualTo(s_names));
        layer.Update(s_rows);
        Assert.That(layer.State!.FeatureNames, Is.EqualTo(s_names));
        layer.Adapt(unnamed.State);
        Assert.That(layer.State.FeatureNames, Is.EqualTo(s_names));
        layer.Adapt(s_rows);
        Assert.That(layer.Report!.Features[1].Name, Is.EqualTo("price"));
        unnamed.Update(s_rows, featureNames: s_names);
        Assert.That(unnamed.State.FeatureNames, Is.EqualTo(s_names));
    }

    [Test]
    public void ChangesOfTheList_DoNotReachTheLayer()
    {
        string[] names = ["age", "price"];
        var layer = new Normalization();
        layer.Adapt(s_rows, featureNames: names);
        names[0] = "changed";
        Assert.That(layer.State!.FeatureNames, Is.EqualTo(s_names));
    }

    [TestCase("one", "Expected 2 names, received 1")]
    [TestCase("a,a", "Feature 1 has the name 'a'")]
    [TestCase("a,", "Feature 1 has no name")]
    public void NamesThatAreNone_AreRefused(string names, string part)
    {
        var layer = new Normalization();
        Assert.That(() => layer.Adapt(s_rows, featureNames: names.Split(',')), Throws.ArgumentException.With.Message.Contains(part));
        Assert.That(layer.IsAdapted, Is.False);
    }

    [TestCase("\"names\":[\"age\",\"price\"]", "\"names\":[\"age\",\"rooms\"]", "edited")]
    [TestCase("\"names\":[\"age\",\"price\"]", "\"names\":[\"age\"]", "received 1")]
    [TestCase("\"names\":[\"age\",\"price\"]", "\"names\":[\"age\",7]", "damaged")]
    [TestCase("\"names\":[\"age\",\"price\"]", "\"names\":null", "received 0")]
    public void NamesThatWereEdited_AreRefused(string from, string to, string part)
    {
        using var folder = new TempFolder();
        var layer = new Normalization();
        layer.Adapt(s_rows, featureNames: s_names);
        layer.State!.Save(folder.At("state.json"));
        var text = File.ReadAllText(folder.At("state.json"));
        Assert.That(text, Does.Contain(from));
        File.WriteAllText(folder.At("state.json"), text.Replace(from, to, StringComparison.Ordinal));
        Assert.That(() => AdaptState.Load(folder.At("state.json")), Throws.TypeOf<InvalidDataException>().With.Message.Contains(part));
    }
}
