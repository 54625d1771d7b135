namespace Layers;

/// <summary>Whether a model that was loaded predicts as it did where it was saved.</summary>
public static class ModelHealth
{
    extension(Model model)
    {
        /// <summary>Predicts the row that the model's file keeps, and compares with what was predicted of it when the model was
        /// saved.</summary>
        /// <returns>What differs; <see langword="null"/> where the file keeps no row (<see cref="SaveOptions.HealthRow"/>). A model that
        /// was trained or changed since predicts otherwise.</returns>
        /// <exception cref="LayerException">A layer cannot compute with the row.</exception>
        /// <example><code>
        /// using var model = Model.Load("penguins.keras");
        /// if (model.HealthCheck() is not { IsHealthy: true } report) throw new InvalidOperationException("Not to be served.");
        /// </code></example>
        public HealthReport? HealthCheck()
        {
            ArgumentNullException.ThrowIfNull(model);
            return model.KeptRow is { } kept ? HealthReport.Of(model.OutputNames, kept.Outputs, model.PredictAll([.. kept.Inputs])) : null;
        }
    }
}
