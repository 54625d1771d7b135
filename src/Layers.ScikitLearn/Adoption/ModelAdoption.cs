namespace Layers.ScikitLearn;

/// <summary><c>Model.Adopt</c>: where a model from Python and the files beside it become one model.</summary>
public static class ModelAdoption
{
    extension(Model)
    {
        /// <summary>Begins to put a model together with the fitted scikit-learn objects that lie beside it.</summary>
        /// <inheritdoc cref="Adoption(string)"/>
        /// <example><code>
        /// Adoption adoption = Model.Adopt(Path.Combine(folder, "model.keras"))
        ///     .Concatenate("scaler.pkl", "onehot_encoder.pkl")
        ///     .WithLabels("label_encoder.pkl");
        /// using Functional model = adoption.ToModel();                    // takes the raw columns, by name
        /// </code></example>
        public static Adoption Adopt(string path) => new(path);
    }
}
