namespace Layers.ScikitLearn.Tests;

/// <summary>Tests of questions that no file answers: all are asked at once, with the calls that answer them.</summary>
public sealed class AdoptionQuestionTests
{
    [Test]
    public void TheOrderOfBlocks_IsAQuestion()
    {
        var question = Ask(From("penguins").Use("scaler.pkl").Use("onehot_encoder.pkl")).Single();
        Assert.Multiple(() =>
        {
            Assert.That(question.File, Is.EqualTo("scaler.pkl"));
            Assert.That(question.Message, Does.StartWith("model.keras takes 10 columns; scaler.pkl gives 4 (BeakLength, BeakDepth, " +
                "FlipperLength and BodyMass) and onehot_encoder.pkl gives 6").And.EndsWith("together 10, but no file says which comes " +
                "first."));
            Assert.That(question.Calls[0], Is.EqualTo("Concatenate(\"scaler.pkl\", \"onehot_encoder.pkl\")"));
        });
    }

    [Test]
    public void TheColumnOfAnEncoder_IsAQuestion()
    {
        var question = Ask(From("churn").Use("label_encoder_gender.pkl").Use("onehot_encoder_geo.pkl").Use("scaler.pkl")).Single();
        Assert.That(question.ToString(), Does.Contain("knows its words (Female and Male) but not its " +
            "column").And.Contain("scaler.pkl takes Gender, which nothing gives yet").And.Contain("Call " +
            "Use(\"label_encoder_gender.pkl\", \"Gender\")"));
    }

    [Test]
    public void ResultsThatNothingTakes_AreAQuestion()
    {
        var question = Ask(From("churn").Use("label_encoder_gender.pkl", "Gender").Use("onehot_encoder_geo.pkl", [],
            ["Geo_France", "Geo_Germany", "Geo_Spain"]).Use("scaler.pkl")).Single();
        Assert.That(question.ToString(), Does.Contain("onehot_encoder_geo.pkl gives Geo_France, Geo_Germany and Geo_Spain, which nothing " +
            "takes; scaler.pkl takes Country_France, Country_Germany and Country_Spain"));
    }

    [Test]
    public void AWindow_IsAQuestion_IfTheShapeDoesNotShowIt()
    {
        using var folder = new TempFolder();
        using (var model = new Sequential { new Input(10), new Dense(1) }) model.Save(folder.At("model.keras"));
        File.Copy(Path.Combine(new AdoptedFolder("series").Folder, "scaler.pkl"), folder.At("scaler.pkl"));
        var adoption = new Adoption(folder.At("model.keras")).Use("scaler.pkl", "Close");
        Assert.That(Ask(adoption).Single().ToString(), Is.EqualTo("scaler.pkl gives 1 column, the model takes 10. If the model takes the " +
            "last 10 values of it, oldest first, it needs a window. Call WithWindow(10)."));
        using var whole = adoption.WithWindow(10).ToModel();
        Assert.That(whole.PredictJson("{\"Close\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}").Values.Length, Is.EqualTo(1));
        Assert.That(Ask(adoption.WithWindow(9)).Single().Message, Does.Contain("no window of 9 values"));
    }

    [Test]
    public void TheTargetsColumn_AndTheClasses_MustFit()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Ask(From("churn").Use("label_encoder_gender.pkl", "Gender").Use("onehot_encoder_geo.pkl").Use("scaler.pkl")
                .WithTarget("scaler.pkl")).Single().ToString(),
                Does.StartWith("scaler.pkl scales 7 columns, the model predicts 1 number: which?")
                    .And.Contain("WithTarget(\"scaler.pkl\", \"Balance\")"));
            Assert.That(Ask(From("cars").Use("preprocessor.joblib").WithClasses("a", "b", "c")).Single().Message,
                Does.Contain("3 words (a, b and c), the output has 1 number"));
            Assert.That(Ask(From("churn").Use("label_encoder_gender.pkl", "Gender").Use("onehot_encoder_geo.pkl").Use("scaler.pkl")
                .WithTarget("scaler.pkl", "Agee")).Single().Message, Does.Contain("Did you mean 'Age'?"));
        });
    }

    [Test]
    public void AllOpenQuestions_AreAskedAtOnce()
    {
        var questions = Ask(From("churn").Use("label_encoder_gender.pkl").Use("scaler.pkl").WithTarget("scaler.pkl"));
        Assert.That(questions, Has.Count.EqualTo(2));
    }

    [Test]
    public void TwoPartsWithTheSameColumns_AreAQuestion()
    {
        var question = Ask(From("churn").Use(new Rescaling(2, name: "twice"), "Age").Use("label_encoder_gender.pkl", "Gender")
            .Use("onehot_encoder_geo.pkl").Use("scaler.pkl")).Single();
        Assert.That(question.ToString(), Does.Contain("both take and give Age").And.Contain("Use(\"scaler.pkl\", \"twice\")"));
        using var model = From("churn").Use(new Rescaling(2, name: "twice"), "Age").Use("label_encoder_gender.pkl", "Gender")
            .Use("onehot_encoder_geo.pkl").Use("scaler.pkl", "twice").ToModel();
        Assert.That(model.Signature.Inputs, Has.Count.EqualTo(5));
    }

    [Test]
    public void AWrongArgument_IsRefusedByTheCall()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new Adoption("nowhere/model.keras"),
                Throws.TypeOf<FileNotFoundException>().Or.TypeOf<DirectoryNotFoundException>());
            Assert.That(() => new Adoption(Path.Combine(new AdoptedFolder("churn").Folder, "scaler.pkl")),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains("is a StandardScaler").And.Message.Contains(
                "starts with the model"));
            Assert.That(() => Model.Load(Path.Combine(new AdoptedFolder("churn").Folder, "scaler.pkl")),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains("using Layers.ScikitLearn"));
            Assert.That(() => From("churn").Use("scalar.pkl"), Throws.TypeOf<FileNotFoundException>());
            Assert.That(() => From("churn").Use("scaler.pkl").Use("scaler.pkl"),
                Throws.ArgumentException.With.Message.Contains("used already"));
            Assert.That(() => From("churn").Use("label_encoder_gender.pkl", " "), Throws.ArgumentException.With.Message.Contains("blank"));
            Assert.That(() => From("churn").WithLabels("scaler.pkl"), Throws.ArgumentException.With.Message.Contains("has no classes"));
            Assert.That(() => From("churn").WithClasses("a"), Throws.ArgumentException);
            Assert.That(() => From("churn").WithWindow(0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => From("churn").Concatenate(), Throws.ArgumentException);
            Assert.That(Ask(From("churn").Use("label_encoder_gender.pkl", "Gender", "Sex").Use("onehot_encoder_geo.pkl")
                .Use("scaler.pkl"))[0].Message, Does.Contain("takes 1 column, and 2 are given"));
            Assert.That(Ask(From("churn").Use("scaler.pkl", "Score"))[0].Message, Does.Contain("knows its columns"));
        });
    }

    private static Adoption From(string name) => new(new AdoptedFolder(name).Model);

    private static IReadOnlyList<AdoptQuestion> Ask(Adoption adoption) => Assert.Throws<AdoptException>(() =>
        adoption.ToModel().Dispose())!.Questions;
}
