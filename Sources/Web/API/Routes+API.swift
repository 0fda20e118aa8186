import Hummingbird

/// What programs ask: `/api` and `/feeds`.
extension Routes {
    /// To be called behind all other middleware: what it refuses for programs is told by `ErrorPages`.
    func programs(_ router: Router<SiteContext>) {
        router.addMiddleware { APIServing(site: site) }
    }
}
