using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A model of three columns with two classes, and its predictions.</summary>
internal static class SmallModel
{
    public static readonly Table Birds = Table.Of(
        Column.Text("Island", "Dream", "Biscoe", "Biscoe", "Dream"),
        Column.Text("Sex", "MALE", "FEMALE", null, "MALE"),
        Column.Number("Body Mass (g)", 3350, 5000, double.NaN, 4100));

    public static Sequential Make()
    {
        var space = new FeatureSpace { { "Body Mass (g)", new Imputation(), new Normalization() },
            { ["Island", "Sex"], new OneHotEncoding() } };
        space.Adapt(Birds);
        var model = new Sequential { space, new Dense(2, Activation.Softmax) };
        model.SetClasses(["Adelie", "Gentoo"]);
        return model;
    }

    /// <summary>Returns the model's prediction for one row, given as tensors.</summary>
    public static float[] Of(Model model, string island, string sex, float mass) =>
        model.Predict(new Dictionary<string, TensorData>
        {
            ["Island"] = new[,] { { island } },
            ["Sex"] = new[,] { { sex } },
            ["Body Mass (g)"] = new[,] { { mass } },
        }).Values.Single().ToArray<float>();
}
