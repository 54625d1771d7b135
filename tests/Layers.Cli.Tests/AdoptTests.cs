using System.Text.Json.Nodes;

namespace Layers.Cli.Tests;

internal sealed class AdoptTests
{
    [TestCase("cars", "--use", "preprocessor.joblib", "--target", "target_scaler.joblib")]
    [TestCase("churn", "--use", "label_encoder_gender.pkl=Gender", "--use", "onehot_encoder_geo.pkl", "--use", "scaler.pkl")]
    [TestCase("penguins", "--concatenate", "scaler.pkl", "onehot_encoder.pkl", "--labels", "label_encoder.pkl")]
    public void Files_become_one_model_that_predicts_as_the_script_did(string name, params string[] options)
    {
        using var folder = new Folder();
        Run.Fine(["adopt", Fixture(name, "model.keras"), .. options, "-o", folder["one.keras"]]);
        var expected = JsonNode.Parse(File.ReadAllText(Fixture(name, "expected.json")))!;
        var rows = folder.Write("rows.jsonl", string.Join('\n', expected["records"]!.AsArray().Select(record => record!.ToJsonString())));
        string[] lines = Run.Fine("predict", folder["one.keras"], rows, "--json").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (expected["labels"] is JsonArray labels)
            Assert.That(lines.Select(line => (string?)JsonNode.Parse(line)!["label"]), Is.EqualTo(labels.Select(label => (string?)label)));
        float[] output = [.. expected["output"]!["data"]!.AsArray().Select(number => number!.GetValue<float>())];
        float[] given = [.. lines.Select(line => JsonNode.Parse(line)!)
            .SelectMany(json => json["value"] is { } value ? [(float)value] : json["probabilities"]!.AsObject()
            .Select(each => (float)each.Value!))];
        Assert.That(given, Is.EqualTo(output).Within(1e-4f).Or.EqualTo(output).Within(0.01).Percent);
    }

    [Test]
    public void A_window_of_a_series_is_adopted()
    {
        using var folder = new Folder();
        Run.Fine("adopt", Fixture("series", "model.keras"), "--use", "scaler.pkl=value", "--target", "scaler.pkl", "-o",
            folder["one.keras"]);
        var record = JsonNode.Parse(File.ReadAllText(Fixture("series", "expected.json")))!;
        using var model = Model.Load(folder["one.keras"]);
        Assert.That(model.Inputs[0].Shape.ToString(), Is.EqualTo("[batch, 10, 1]"), record.ToJsonString());
    }

    [Test]
    public void Open_questions_have_the_options_that_answer_them()
    {
        var run = Run.Of("adopt", Fixture("penguins", ""));
        var json = Run.Of("adopt", Fixture("penguins", ""), "--labels", "label_encoder.pkl", "--json");
        var question = json.Json["questions"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Remark));
            Assert.That(run.Output, Does.Contain("label_encoder.pkl").And.Contain("--labels label_encoder.pkl")
                .And.Not.Contain("WithLabels("));
            Assert.That(json.Code, Is.EqualTo(ExitCode.Remark));
            Assert.That((string?)question["message"], Does.Contain("no file says which comes first"));
            Assert.That((string?)question["options"]![0], Is.EqualTo("--concatenate onehot_encoder.pkl scaler.pkl")
                .Or.EqualTo("--concatenate scaler.pkl onehot_encoder.pkl"));
        });
    }

    [TestCase("Use(\"a b.pkl\", \"Age\", \"x,y\")", "--use 'a b.pkl=Age,\"x,y\"'")]
    [TestCase("Use(\"e.pkl\", [\"Geo\"], [\"Geo_France\", \"Geo_Spain\"])", "--use e.pkl=Geo=Geo_France,Geo_Spain")]
    [TestCase("Use(\"e.pkl\", [], [\"Geo_France\"])", "--use e.pkl==Geo_France")]
    [TestCase("Concatenate(\"a.pkl\", \"b.pkl\")", "--concatenate a.pkl b.pkl")]
    [TestCase("WithTarget(\"s.pkl\", \"Close (USD)\")", "--target 's.pkl=Close (USD)'")]
    [TestCase("WithWindow(10)", "--window 10")]
    [TestCase("WithLabels(\"l.pkl\")", "--labels l.pkl")]
    [TestCase("the other way round, as np.hstack has it", "the other way round, as np.hstack has it")]
    public void Calls_are_translated_into_options(string call, string option) => Assert.That(AnswerOption.Of(call), Is.EqualTo(option));

    [Test]
    public void Files_that_cannot_be_adopted_are_refused()
    {
        using var folder = new Folder();
        File.Copy(Fixture("churn", "model.keras"), folder["model.keras"]);
        folder.Write("bad.pkl", "no pickle");
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("adopt", folder["model.keras"], "--use", "none.pkl"), Does.Contain("none.pkl"));
            Assert.That(Run.Refused("adopt", folder["model.keras"], "--use", "bad.pkl"), Does.Contain("bad.pkl"));
            Assert.That(Run.Refused("adopt", folder["none.keras"]), Does.Contain("no file"));
            Assert.That(Run.Refused("adopt", folder["model.keras"], "--use", "a=b=c=d"), Does.Contain("--use takes"));
            Assert.That(Run.Refused("adopt", folder["model.keras"], "--labels", "a", "--classes", "b,c"), Does.Contain("either"));
            File.Delete(folder["model.keras"]);
            Assert.That(Run.Refused("adopt", folder.Root), Does.Contain("no model"));
        });
    }

    private static string Fixture(string name, string file) => Path.Combine(AppContext.BaseDirectory, "adopt", name, file);
}
