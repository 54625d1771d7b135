namespace Layers.Tests;

public class WeightGroupTests
{
    [Test]
    public void At_MakesWhatIsMissing_AndFindsItAgain()
    {
        var root = new WeightGroup();

        var vars = root.At("layers/dense/vars");

        Assert.That(root.At("layers/dense/vars"), Is.SameAs(vars));
        Assert.That(root.Find("layers/dense/vars"), Is.SameAs(vars));
        Assert.That(root.Find("layers/dense_1/vars"), Is.Null);
        Assert.That(root.Find(""), Is.SameAs(root));
        Assert.That(root.Groups.Keys, Is.EqualTo(new[] { "layers" }));
    }

    [Test]
    public void Variables_AreInTheOrderOfTheirNumbers_NotOfTheirText()
    {
        var root = new WeightGroup();
        foreach (var i in new[] { 10, 2, 0, 1, 11, 3, 4, 5, 6, 7, 8, 9 }) root.At("vars")[$"{i}"] = new float[] { i };

        Assert.That(root.Variables("vars").Select(t => t.ToArray<float>()[0]), Is.EqualTo(Enumerable.Range(0, 12)));
    }

    [Test]
    public void Variables_OfAGroupThatIsNotThere_AreNone() => Assert.That(new WeightGroup().Variables("layers/dense/vars"), Is.Empty);

    [Test]
    public void Variables_LeaveOutWhatHasNoNumber()
    {
        var root = new WeightGroup();
        root.SetVariables("vars", [new float[1]]);
        root.At("vars")["idf_weights"] = new float[2];
        root.At("vars")["01"] = new float[3];

        Assert.That(root.Variables("vars").Select(t => t.Length), Is.EqualTo(new[] { 1 }));
        Assert.That(root.At("vars")["idf_weights"].Length, Is.EqualTo(2));
    }

    [Test]
    public void Variables_WithANumberLeftOut_AreRefused()
    {
        var root = new WeightGroup();
        root.At("layers/dense/vars")["0"] = new float[1];
        root.At("layers/dense/vars")["2"] = new float[1];

        Assert.That(() => root.Variables("layers/dense/vars"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'layers/dense/vars'").And.Message.Contains("number 1 is not"));
    }

    [Test]
    public void AGroupWhereATensorShouldBe_AndTheOtherWayRound_IsRefused()
    {
        var root = new WeightGroup();
        root.At("layers/dense/vars/0");
        root.At("layers/norm")["vars"] = new float[1];

        Assert.That(() => root.Variables("layers/dense/vars"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("must be a tensor"));
        Assert.That(() => root.Variables("layers/norm/vars"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("must be a group"));
    }

    [Test]
    public void SetVariables_ReplacesAllNumbers_AndTheName()
    {
        var root = new WeightGroup();
        root.SetVariables("vars", [new float[1], new float[2], new float[3]], "old");

        root.SetVariables("vars", [new float[4]], "new");

        Assert.That(root.Variables("vars").Select(t => t.Length), Is.EqualTo(new[] { 4 }));
        Assert.That(root.At("vars").Name, Is.EqualTo("new"));
    }

    [Test]
    public void AMissingTensor_IsReportedWithTheNamesThatAreThere()
    {
        var root = new WeightGroup();
        root.SetVariables("vars", [new float[1], new float[2]]);

        Assert.That(() => root.At("vars")["idf_weights"],
            Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("'idf_weights'").And.Message.Contains("0, 1"));
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("a/b")]
    [TestCase("a\0")]
    public void ANameThatNoPathCanHave_IsRefused(string name) =>
        Assert.That(() => new WeightGroup()[name] = new float[1], Throws.ArgumentException.With.Message.Contains("weights path"));

    [Test]
    public void ANameStandsForOneThing()
    {
        var root = new WeightGroup();
        root.At("vars");

        Assert.That(() => root["vars"] = new float[1], Throws.ArgumentException.With.Message.Contains("already used"));
    }
}
