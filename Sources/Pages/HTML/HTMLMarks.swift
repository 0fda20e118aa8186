/// What an element's attributes say about its part on the page.
struct HTMLMarks: OptionSet, Hashable {
    var rawValue: UInt8

    /// Not shown.
    static let hidden = HTMLMarks(rawValue: 1)
    /// Named like a header, menu, sidebar, footer, share bar, cookie banner and so on.
    static let furniture = HTMLMarks(rawValue: 2)
    /// Named like the page's content.
    static let content = HTMLMarks(rawValue: 4)
    /// `role="main"`.
    static let main = HTMLMarks(rawValue: 8)
    /// Named like the page's header; inside the content it holds the title.
    static let header = HTMLMarks(rawValue: 16)
    /// Decided later: no part of the text.
    static let dropped = HTMLMarks(rawValue: 32)

    /// The page's `<title>`.
    static let title = HTMLMarks(rawValue: 64)

    /// What one class or id says.
    ///
    /// Hyphens and underscores do not count, nor does a one-letter prefix (`l-header`, `p-breadcrumb`). Whole names are looked up and
    /// not their parts: `share` is a row of buttons, `shareholder` is not.
    init(className: ArraySlice<UInt8>) {
        var name = className
        if name.count > 2, name[name.startIndex + 1] == UInt8(ascii: "-") { name = name.dropFirst(2) }
        guard name.count <= 32 else {
            self = []
            return
        }
        let letters = name.lazy.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }.map(ASCII.lower)
        self = Self.names[String(decoding: Array(letters), as: UTF8.self)] ?? []
    }

    // `widget` is no furniture: Blogger's posts stand in one.

    /// What a `role` says.
    init(role: String) {
        switch role {
        case "main": self = .main
        case "banner": self = .header
        case "navigation", "contentinfo", "complementary", "search", "alertdialog", "menu", "menubar": self = .furniture
        default: self = []
        }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    private static let names: [String: HTMLMarks] = {
        var map: [String: HTMLMarks] = [:]
        func add(_ marks: HTMLMarks, _ names: String) {
            for name in names.split(whereSeparator: \.isWhitespace) { map[String(name)] = marks }
        }
        add(.header, "header siteheader globalheader gheader headerarea headerwrap headerwrapper headerinner masthead")
        add(
            .furniture,
            """
            nav navi gnav gnavi globalnav globalnavi globalnavigation navigation navbar mainnav mainmenu menu sitemenu headernav
            footernav footermenu localnav localnavi lnav lnavi subnav sidenav sidenavi sidemenu drawer drawermenu spmenu spnav hamburger
            megamenu sidebar sidebarcontainer side sidearea sidecolumn subcolumn aside secondary footer sitefooter globalfooter gfooter footerarea
            footerwrap footerwrapper footerinner copyright colophon
            breadcrumb breadcrumbs breadcrumblist breadcrumbnav topicpath pankuzu crumbs bread
            sns snsshare share sharebuttons sharebutton sharebtn sharearea sharelinks socialshare social socialbuttons socialbutton
            sociallinks snsbutton snsbuttons snsbtn snsarea snslist snslinks sharedaddy addtoany addtoanysharesavecontainer
            cookie cookiebanner cookienotice cookieconsent cookiebar cookiemodal onetrustbannersdk onetrustconsentsdk
            cookielawinfobar gdpr consent consentbanner ccwindow
            pager pagination pagenavi pagenav prevnext postnavigation postnav navlinks pagetop totop backtotop gototop pagetopbtn
            related relatedposts relatedpost relatedentries relatedarticles relatednews recommend recommended ranking popularposts
            recentposts recententries archives archivelist categorylist tagcloud tags taglist entrytags posttags postlabels postfooter
            widgetarea comments commentsarea commentform respond trackback search searchform searchbox login ad ads adsense
            adsbygoogle advertisement banner banners bannerarea skiplink skiptocontent screenreadertext visuallyhidden sronly printbtn
            printbutton language langswitch languageswitch fontsize newsletter subscribe popup authorbox profilebox blogpager
            """)
        add(
            .content,
            """
            main maincontent maincontents mainarea maincolumn maincol content contents contentarea contentsarea contentbody
            contentsbody contentmain contentsmain primary primarycontent pagecontent pagebody article articlebody articlecontent
            articlecontents articletext entrycontent entrybody entry post postcontent postbody newsdetail newsbody newscontent
            newsarticle topicsdetail releasebody pressrelease detailbody honbun hentry blogpost singlepost singlecontent
            """)
        return map
    }()
}
