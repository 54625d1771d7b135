using Layers;

namespace Aot;

/// <summary>Trains and predicts with records in native code. Native code cannot save models, because the library that writes HDF5 uses
/// reflection.</summary>
public static class Penguins
{
    public static Model Learn()
    {
        KnownPenguin[] birds =
        [
            new("Torgersen", "MALE", 3750, "Adelie"), new("Dream", "FEMALE", 3150, "Adelie"), new("Dream", null, 3550, "Adelie"),
            new("Biscoe", "MALE", 5700, "Gentoo"), new("Biscoe", "FEMALE", 4500, "Gentoo"), new("Biscoe", null, 5400, "Gentoo"),
                new("Biscoe", "MALE", null, "Gentoo"),
        ];
        var table = Table.Of(birds);
        var space = new FeatureSpace { { "Body Mass (g)", new Imputation(), new Normalization() },
            { ["Island", "Sex"], new OneHotEncoding() } };
        space.Adapt(table);
        var model = new Sequential { space, new Dense(2, Activation.Softmax) };
        model.Compile(new Adam(0.1), Loss.SparseCategoricalCrossentropy);
        model.Fit(table, "Species", epochs: 50);
        return model;
    }

    public static void Answer(string json)
    {
        #region records
        using var model = Learn();
        Console.WriteLine(model.PredictJson(json));
        Console.WriteLine(model.Predict(new Penguin("Biscoe", Sex: null, BodyMass: 5000)));
        #endregion
    }
}
